using DataDrivenDecisions.Warehouse.Loading;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>A watch over rows that go by never says that none came twice when one did.</summary>
public sealed class RepeatWatchTests
{
    static readonly DateOnly Day = new(2026, 1, 5);

    [Test]
    public void The_same_things_on_the_same_day_are_a_repeat()
    {
        var watch = new RepeatWatch();
        See(watch, 1, 2, "P1", Day);
        See(watch, 1, 2, "P1", Day.AddDays(1));
        Assert.That(watch.SawNone, Is.True);

        See(watch, 1, 2, "P1", Day);

        Assert.That(watch.SawNone, Is.False);
    }

    [TestCase(2, 2, "P1", 0)]
    [TestCase(1, 0, "P1", 0)]
    [TestCase(1, 2, "P2", 0)]
    [TestCase(1, 2, null, 0)]
    [TestCase(0, 2, "P1", 0)]
    [TestCase(1, 2, "P1", 64)]
    public void Rows_that_differ_in_one_part_are_different(int student, int school, string? period, int days)
    {
        var watch = new RepeatWatch();
        See(watch, 1, 2, "P1", Day);
        See(watch, student, school, period, Day.AddDays(days));

        Assert.That(watch.SawNone, Is.True);
    }

    [Test]
    public void Random_rows_are_told_apart_as_a_set_of_their_keys_tells_them()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var (watch, keys, repeated) = (new RepeatWatch(), new HashSet<(int, int, string?, DateOnly)>(), false);
            for (var i = 0; i < 40; i++)
            {
                var row = (random.Next(0, 6), random.Next(0, 4), random.Next(3) == 0 ? null : "P" + random.Next(3), Day.AddDays(random.Next(0, 130)));
                repeated |= !keys.Add(row);
                See(watch, row.Item1, row.Item2, row.Item3, row.Item4);
            }

            Assert.That(watch.SawNone, Is.EqualTo(!repeated), $"seed {seed}");
        }
    }

    [Test]
    public void A_row_without_a_day_leaves_nothing_certain()
    {
        var watch = new RepeatWatch();
        See(watch, 1, 2, null, null);

        Assert.That(watch.SawNone, Is.False);
    }

    [Test]
    public void Without_a_day_random_rows_are_told_apart_by_their_kinds()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var (watch, keys, repeated) = (new RepeatWatch(), new HashSet<(int, int, long?, string)>(), false);
            // More rows than there are bits on one page, and more ways from a thing than its usual one.
            for (var i = 0; i < 400 && !repeated; i++)
            {
                var (student, section, year, term) = (random.Next(0, 40), random.Next(0, 30), random.Next(9) == 0 ? (long?)null : 2000 + random.Next(20), random.Next(3) == 0 ? null : "Q" + random.Next(9));
                repeated = !keys.Add((student, section, year, term ?? ""));
                Mark(watch, student, section, year, term);
                Assert.That(watch.SawNone, Is.EqualTo(!repeated), $"seed {seed}, row {i}");
            }
        }
    }

    [Test]
    public void Rows_in_the_same_order_term_after_term_are_followed_until_one_comes_again()
    {
        var watch = new RepeatWatch();
        foreach (var term in new[] { "Q1", "Q2", "Q3", "Q4" })
            for (var student = 1; student <= 500; student++)
                for (var section = 1; section <= 7; section++)
                    Mark(watch, student, (student % 3 * 7) + section, 2026, term);
        Assert.That(watch.SawNone, Is.True);

        Mark(watch, 500, (500 % 3 * 7) + 7, 2026, "Q4");

        Assert.That(watch.SawNone, Is.False);
    }

    [TestCase(" Q1")]
    [TestCase("Q1 ")]
    public void Kinds_are_the_same_when_they_are_kept_the_same(string term)
    {
        var watch = new RepeatWatch();
        Mark(watch, 1, 2, 2026, "Q1");
        Mark(watch, 1, 2, 2026, term);

        Assert.That(watch.SawNone, Is.False);
    }

    [Test]
    public void Kinds_that_are_as_many_as_rows_leave_nothing_certain()
    {
        var watch = new RepeatWatch();
        for (var i = 0; i < 2000; i++)
            Mark(watch, i % 7, i % 11, i, "Q1");

        Assert.That(watch.SawNone, Is.False);
    }

    static void Mark(RepeatWatch watch, int student, int section, long? year, string? term)
    {
        watch.Begin();
        watch.Part(student);
        watch.Part(section);
        watch.Differs(year);
        watch.Differs(term);
        watch.End();
    }

    static void See(RepeatWatch watch, int student, int school, string? period, DateOnly? day)
    {
        watch.Begin();
        watch.Part(student);
        watch.Part(school);
        watch.Part(period);
        watch.Day(day);
    }
}
