using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>Which nights stay as they grow old.</summary>
public sealed class NightRetentionTests
{
    static readonly DateOnly Today = new(2026, 3, 13);
    static readonly NightRetention Usual = new();

    static DateOnly[] Nights(int days) => [.. Enumerable.Range(0, days).Select(d => Today.AddDays(-d)).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))];

    static DateOnly[] Kept(IReadOnlyCollection<DateOnly> nights, DateOnly today, params DateOnly[] pinned) => [.. nights.Except(Usual.Outlived(nights, today, pinned))];

    [Test]
    public void Every_night_of_two_months_stays() => Assert.That(Usual.Outlived(Nights(61), Today, []), Is.Empty);

    [Test]
    public void Then_the_last_night_of_each_week_and_of_each_month_stays()
    {
        var kept = Kept(Nights(200), Today).Where(n => n < Today.AddDays(-60)).ToList();

        Assert.That(kept, Has.All.Matches<DateOnly>(n => n.DayOfWeek == DayOfWeek.Friday || n.AddDays(1).Month != n.Month));
        Assert.That(kept, Has.Some.EqualTo(new DateOnly(2025, 9, 30)).And.Some.EqualTo(new DateOnly(2025, 10, 3)).And.None.EqualTo(new DateOnly(2025, 10, 2)));
    }

    [Test]
    public void After_a_year_the_last_night_of_each_month_stays()
    {
        var kept = Kept(Nights(800), Today).Where(n => n < Today.AddDays(-365)).ToList();

        Assert.That(kept, Has.All.Matches<DateOnly>(n => n.Day > 27 || n.AddDays(3).Month != n.Month));
        Assert.That(kept.GroupBy(n => (n.Year, n.Month)).Select(g => g.Count()), Is.All.EqualTo(1));
    }

    [Test]
    public void The_newest_night_stays_however_old_it_is()
    {
        DateOnly[] nights = [new(2020, 10, 1), new(2020, 10, 2)];

        Assert.That(Kept(nights, Today), Is.EqualTo(new[] { nights[1] }));
    }

    [Test]
    public void A_night_that_a_card_points_to_stays()
    {
        KeptModelCard Card(DateOnly night, bool published) => new() { Id = 1, District = "elm", Model = "rest-of-year", AsOf = night, MadeAt = default, Published = published, Card = "{}" };
        var pinned = NightRetention.Pinned([Card(new(2025, 10, 2), true), Card(new(2025, 10, 9), false), Card(new(2025, 9, 11), true)]);

        Assert.That(pinned, Is.EquivalentTo(new DateOnly[] { new(2025, 10, 2), new(2025, 10, 9) }));
        Assert.That(Kept(Nights(200), Today, [.. pinned]), Is.SupersetOf(pinned));
    }

    [Test]
    public void Thinned_out_every_night_or_once_the_same_nights_stay()
    {
        List<DateOnly> nightly = [];
        foreach (var night in Nights(900).Reverse())
        {
            nightly.Add(night);
            foreach (var gone in Usual.Outlived(nightly, night, []))
                nightly.Remove(gone);
        }

        Assert.That(nightly, Is.EquivalentTo(Kept(Nights(900), Today)));
    }

    [Test]
    public void Settings_say_other_days() =>
        Assert.That(NightRetention.Of(new Dictionary<string, long> { [NightRetention.WeeklySetting] = 10 }), Is.EqualTo(new NightRetention(10, 365)));
}
