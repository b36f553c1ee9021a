using System.Globalization;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>A schedule comes up when people expect it to, also on the nights when the clock changes.</summary>
public sealed class ScheduleTimesTests
{
    const string HalfPastTwo = "0 30 2 * * ?";
    const string Chicago = "America/Chicago";

    [Test]
    public void The_night_that_has_no_half_past_two_runs_at_three_and_only_once() =>
        Assert.That(Next(HalfPastTwo, "2027-03-13T12:00:00-06:00", 2), Is.EqualTo(new[] { "2027-03-14T03:00:00-05:00", "2027-03-15T02:30:00-05:00" }));

    [Test]
    public void The_night_that_has_half_past_one_twice_runs_once()
    {
        var times = Next("0 30 1 * * ?", "2027-11-06T12:00:00-05:00", 2);
        Assert.That(times.Select(t => t[..10]), Is.EqualTo(new[] { "2027-11-07", "2027-11-08" }));
    }

    [Test]
    public void A_night_keeps_its_local_hour_when_summer_time_begins() =>
        Assert.That(Next("0 0 4 * * ?", "2027-03-13T12:00:00-06:00", 2), Is.EqualTo(new[] { "2027-03-14T04:00:00-05:00", "2027-03-15T04:00:00-05:00" }));

    [Test]
    public void Weekday_nights_leave_out_the_weekend() =>
        Assert.That(Next("0 0 4 ? * MON-FRI", "2026-03-13T12:00:00-05:00", 1), Is.EqualTo(new[] { "2026-03-16T04:00:00-05:00" }));

    [TestCase("every night")]
    [TestCase("")]
    [TestCase("30 2 * * *")]
    [TestCase("0 61 2 * * ?")]
    public void A_time_that_cannot_be_read_is_answered_with_an_example(string cron) =>
        Assert.That(() => Next(cron, "2027-03-13T12:00:00-06:00", 1), Throws.TypeOf<FormatException>().With.Message.Contains("0 30 2 * * ?"));

    [Test]
    public void A_time_zone_that_does_not_exist_is_answered_with_an_example() =>
        Assert.That(() => ScheduleTimes.Zone("Middle/Earth"), Throws.TypeOf<FormatException>().With.Message.Contains(Chicago));

    static string[] Next(string cron, string after, int most) =>
    [
        .. ScheduleTimes.Next(cron, Chicago, DateTimeOffset.Parse(after, CultureInfo.InvariantCulture), most)
            .Select(t => t.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)),
    ];
}
