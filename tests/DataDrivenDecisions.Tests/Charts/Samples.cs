using DataDrivenDecisions.Charts;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Charts;

/// <summary>Realistic rows for each chart, made by a plain formula so that the pictures are the same every time.</summary>
public static class Samples
{
    static readonly SchoolYear Year = new(2026);
    static readonly DateOnly Today = new(2026, 3, 13);

    /// <summary>Each chart drawn with all, none and one of its rows.</summary>
    public static IReadOnlyList<Sample> All { get; } =
    [
        Of(new AttendanceByMonth(), SchoolMonths()),
        Of(new AttendanceCalendar(), StudentDays()),
    ];

    static Sample Of<T>(Chart<T> chart, IReadOnlyList<T> rows) =>
        new(chart, id => chart.Render(rows, id), id => chart.Render([], id), id => chart.Render([rows[0]], id));

    public static IReadOnlyList<SchoolMonth> SchoolMonths() =>
    [
        .. from year in new[] { Year.Previous, Year }
           from school in new[] { ("Alder Elementary", 402), ("Birch Elementary", 455), ("Cedar Elementary", 488), ("Dogwood Middle", 610), ("Elm Middle", 640), ("Maple High", 1376) }
           from month in new[] { 8, 9, 10, 11, 12, 1, 2, 3 }
           let days = school.Item2 * 18m
           let dip = month switch { 8 => 0, 9 => 1, 10 => 2, 11 => 3, 12 => 4, 1 => 4, 2 => 3, _ => 2 }
           let level = 96m - dip * 0.7m + (year == Year ? 0.4m : 0) - (school.Item1 == "Maple High" ? 2 + (year == Year ? dip * 0.9m : 0) : 0)
           select new SchoolMonth
           {
               School = school.Item1, Year = year, Month = new Month(month), Students = new GroupSize(school.Item2),
               DaysEnrolled = days, DaysPresent = Math.Round(days * level / 100),
           },
    ];

    public static IReadOnlyList<StudentDay> StudentDays() =>
    [
        .. Enumerable.Range(0, Today.DayNumber - new DateOnly(2025, 8, 25).DayNumber + 1)
            .Select(i => new DateOnly(2025, 8, 25).AddDays(i))
            .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !(d.Month == 12 && d.Day > 19) && d != new DateOnly(2026, 1, 1))
            .Select(Recorded),
    ];

    static StudentDay Recorded(DateOnly day)
    {
        var (status, absent, excused) = (day.DayNumber % 37, day.DayOfWeek) switch
        {
            _ when day == Today => ("not_submitted", 0m, 0m),
            ( < 6, DayOfWeek.Friday) => ("absent", 1m, 0m),
            (9, _) => ("absent", 1m, 1m),
            (17, _) => ("tardy", 0m, 0m),
            (23, _) => ("partial", 0.25m, 0m),
            _ => ("present", 0m, 0m),
        };
        return new() { Day = day, Status = status, EnrolledDays = status == "not_submitted" ? 0 : 1, AbsentDays = absent, ExcusedDays = excused };
    }
}

/// <summary>One chart and three ways to draw it.</summary>
public sealed record Sample(Chart Chart, Func<string?, ChartSvg> Full, Func<string?, ChartSvg> Nothing, Func<string?, ChartSvg> OneRow)
{
    public override string ToString() => Chart.Slug;
}
