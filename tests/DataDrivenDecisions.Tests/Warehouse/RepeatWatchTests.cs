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

    static void See(RepeatWatch watch, int student, int school, string? period, DateOnly? day)
    {
        watch.Begin();
        watch.Part(student);
        watch.Part(school);
        watch.Part(period);
        watch.Day(day);
    }
}
