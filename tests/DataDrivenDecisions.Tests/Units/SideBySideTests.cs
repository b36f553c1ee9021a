using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Units;

/// <summary>Work that is done side by side comes back in its order, no more of it is begun than there are cores, and what fails leaves nobody working.</summary>
[Parallelizable]
public sealed class SideBySideTests
{
    [Test]
    public void Answers_come_in_the_order_of_the_items_whoever_is_done_first()
    {
        var answers = SideBySide.Do(Enumerable.Range(0, 40), i =>
        {
            Thread.Sleep(i % 2 == 0 ? 5 : 0);
            return i * i;
        });

        Assert.That(answers, Is.EqualTo(Enumerable.Range(0, 40).Select(i => i * i)));
    }

    [Test]
    public void No_more_is_begun_than_there_are_cores()
    {
        var (begun, taken, ahead) = (0, 0, 0);
        foreach (var _ in SideBySide.Do(Enumerable.Range(0, 30), i => Interlocked.Increment(ref begun)))
        {
            ahead = Math.Max(ahead, Volatile.Read(ref begun) - taken);
            taken++;
        }

        Assert.That((begun, taken), Is.EqualTo((30, 30)));
        Assert.That(ahead, Is.LessThanOrEqualTo(Environment.ProcessorCount));
    }

    [Test]
    public void What_fails_is_told_once_the_others_are_over()
    {
        var working = 0;
        Assert.That(() => SideBySide.Do(Enumerable.Range(0, 10), i =>
        {
            Interlocked.Increment(ref working);
            Thread.Sleep(i == 3 ? 0 : 30);
            Interlocked.Decrement(ref working);
            return i == 3 ? throw new InvalidOperationException("the fourth") : i;
        }).ToList(), Throws.InvalidOperationException.With.Message.EqualTo("the fourth"));
        Assert.That(working, Is.Zero);
    }

    [Test]
    public void Who_stops_asking_leaves_nobody_working()
    {
        var working = 0;
        var first = SideBySide.Do(Enumerable.Range(0, 10), i =>
        {
            Interlocked.Increment(ref working);
            Thread.Sleep(20);
            Interlocked.Decrement(ref working);
            return i;
        }).First();

        Assert.That((first, working), Is.EqualTo((0, 0)));
    }
}
