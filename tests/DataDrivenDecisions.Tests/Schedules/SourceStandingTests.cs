using System.Globalization;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>Whether a source is late: by the word of a person, or by its own habit.</summary>
public sealed class SourceStandingTests
{
    static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    [TestCase("2026-03-12 05:30", "2026-03-12 08:00", false, "2026-03-13 06:00", TestName = "Came_in_time_today")]
    [TestCase("2026-03-12 05:30", "2026-03-13 05:59", false, "2026-03-13 06:00", TestName = "Is_not_due_yet")]
    [TestCase("2026-03-12 05:30", "2026-03-13 06:01", true, "2026-03-13 06:00", TestName = "Did_not_come_this_morning")]
    [TestCase("2026-03-12 07:30", "2026-03-13 08:00", true, "2026-03-13 06:00", TestName = "Came_late_yesterday_and_not_today")]
    [TestCase("2026-03-12 20:00", "2026-03-13 08:00", false, "2026-03-14 06:00", TestName = "Came_the_evening_before")]
    [TestCase("2026-03-13 20:00", "2026-03-13 21:00", false, "2026-03-15 06:00", TestName = "Came_this_evening_for_tomorrow")]
    [TestCase("2026-03-07 05:30", "2026-03-08 06:30", true, "2026-03-08 06:00", TestName = "Did_not_come_on_the_morning_of_the_clock_change")]
    public void A_source_that_is_expected_daily_by_six(string last, string now, bool isLate, string due)
    {
        var source = New() with { DueTime = new TimeOnly(6, 0) };

        var standing = SourceStanding.Of("sis", source, [At(last)], Chicago, At(now));

        Assert.That((standing.IsLate, standing.DueAt, standing.LastAt), Is.EqualTo((isLate, (DateTimeOffset?)At(due), (DateTimeOffset?)At(last))));
    }

    [TestCase("2026-03-13 05:00", false)]
    [TestCase("2026-03-13 05:31", true)]
    public void A_source_that_is_expected_every_so_many_hours(string now, bool isLate)
    {
        var standing = SourceStanding.Of("sis", New() with { DueEveryHours = 24 }, [At("2026-03-12 05:30")], Chicago, At(now));

        Assert.That((standing.IsLate, standing.IsHabit), Is.EqualTo((isLate, false)));
    }

    [TestCase("2026-03-16 05:30", false, TestName = "A_weekend_without_a_file_is_its_habit")]
    [TestCase("2026-03-17 05:30", true, TestName = "A_school_day_without_a_file_is_not")]
    public void A_source_without_a_word_is_measured_by_its_habit(string now, bool isLate)
    {
        // Two weeks of mornings, Monday to Friday; the last one came on Friday the 13th.
        var came = Enumerable.Range(0, 12).Select(i => new DateOnly(2026, 3, 2).AddDays(i)).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(d => At($"{d:yyyy-MM-dd} 05:00")).ToList();

        var standing = SourceStanding.Of("export", null, came, Chicago, At(now));

        Assert.That((standing.IsLate, standing.IsHabit, standing.LastAt), Is.EqualTo((isLate, true, (DateTimeOffset?)At("2026-03-13 05:00"))));
    }

    [Test]
    public void What_comes_three_times_a_year_has_no_habit_and_what_never_came_is_late_once_it_was_expected()
    {
        var tests = SourceStanding.Of("map", null, [At("2025-09-10 08:00"), At("2025-09-10 09:00"), At("2026-01-20 08:00")], Chicago, At("2026-06-01 08:00"));
        var never = SourceStanding.Of("sis", New() with { DueTime = new TimeOnly(6, 0) }, [], Chicago, At("2026-03-13 08:00"));

        Assert.That((tests.IsLate, tests.DueAt), Is.EqualTo((false, (DateTimeOffset?)null)));
        Assert.That((never.IsLate, never.LastAt), Is.EqualTo((true, (DateTimeOffset?)null)));
    }

    static SourceRecord New() => new() { District = "elm", Name = "sis", Kind = SourceRecord.Drop, AddedAt = At("2026-03-01 12:00") };

    static DateTimeOffset At(string local)
    {
        var time = DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, Chicago.GetUtcOffset(time));
    }
}
