using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>How many threads the warehouse may use is a number, or the machine's own choice, and nothing else.</summary>
[Parallelizable]
public sealed class ThreadAllowanceTests
{
    [TestCase(null, 0)]
    [TestCase(" ", 0)]
    [TestCase("1", 1)]
    [TestCase(" 8 ", 8)]
    [TestCase("256", 256)]
    public void A_number_is_taken_and_nothing_leaves_it_to_the_engine(string? setting, int threads) => Assert.That(ThreadAllowance.Of(setting), Is.EqualTo(threads));

    [TestCase("0")]
    [TestCase("257")]
    [TestCase("-1")]
    [TestCase("two")]
    [TestCase("1.5")]
    public void Anything_else_is_refused_in_words_that_say_what_to_write(string setting) =>
        Assert.That(() => ThreadAllowance.Of(setting), Throws.TypeOf<FormatException>().With.Message.Contains(ThreadAllowance.Setting).And.Message.Contains("from 1 to 256"));

    [Test]
    public void The_engine_works_with_as_many_as_it_is_given([Values(1, 2)] int threads)
    {
        using var engine = new DataDrivenDecisions.Engines.DuckDb(":memory:", "256MB", threads);
        using var session = engine.Open();
        Assert.That(session.Value<long>("SELECT current_setting('threads')"), Is.EqualTo(threads));
    }
}
