using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.SampleDistrict;

/// <summary>What kind of day a weekday was, in the words of the calendar export.</summary>
internal sealed record CalendarDay(DateOnly Date, string Type)
{
    public const string Instructional = "Instructional day", MakeUp = "Make-up day", Holiday = "Holiday", TeacherOnly = "Teacher only day", Weather = "Weather day";

    public bool IsSchoolDay => Type is Instructional or MakeUp;
}

/// <summary>One school year's weekdays, school days and quarters, the same for all six schools.</summary>
internal sealed class YearCalendar
{
    readonly DateOnly[] _quarterEnds;

    public YearCalendar(SchoolYear year, IReadOnlyList<CalendarDay> weekdays)
    {
        Year = year;
        Weekdays = weekdays;
        SchoolDays = [.. weekdays.Where(d => d.IsSchoolDay).Select(d => d.Date)];
        _quarterEnds = [.. Enumerable.Range(1, 4).Select(q => SchoolDays[SchoolDays.Count * q / 4 - 1])];
    }

    public SchoolYear Year { get; }
    public IReadOnlyList<CalendarDay> Weekdays { get; }
    public IReadOnlyList<DateOnly> SchoolDays { get; }
    public DateOnly FirstDay => SchoolDays[0];
    public DateOnly LastDay => SchoolDays[^1];

    /// <summary>The last school day of quarter 1 to 4.</summary>
    public DateOnly QuarterEnd(int quarter) => _quarterEnds[quarter - 1];

    public DateOnly QuarterStart(int quarter) => quarter == 1 ? FirstDay : NextSchoolDay(_quarterEnds[quarter - 2]);

    /// <summary>The quarter, 1 to 4, that a day falls in.</summary>
    public int QuarterOf(DateOnly day) => 1 + Array.FindIndex(_quarterEnds, end => day <= end);

    /// <summary>The first school day after a date, or the last day of the year.</summary>
    public DateOnly NextSchoolDay(DateOnly date)
    {
        foreach (var day in SchoolDays)
            if (day > date)
                return day;
        return LastDay;
    }
}

/// <summary>The district's four school years with their holidays, teacher days, snow days and make-up days.</summary>
internal static class SchoolCalendar
{
    sealed record Plan(DateOnly First, DateOnly Last, DateOnly Snow, DateOnly WinterFrom, DateOnly WinterTo, DateOnly SpringFrom);

    static readonly Plan[] Plans =
    [
        new(new(2022, 8, 24), new(2023, 6, 7), new(2023, 2, 2), new(2022, 12, 21), new(2023, 1, 3), new(2023, 4, 3)),
        new(new(2023, 8, 23), new(2024, 6, 5), new(2024, 1, 17), new(2023, 12, 21), new(2024, 1, 3), new(2024, 4, 1)),
        new(new(2024, 8, 26), new(2025, 6, 9), new(2025, 2, 6), new(2024, 12, 23), new(2025, 1, 3), new(2025, 3, 31)),
        new(new(2025, 8, 25), new(2026, 6, 8), new(2026, 1, 26), new(2025, 12, 22), new(2026, 1, 2), new(2026, 3, 30)),
    ];

    public static readonly YearCalendar[] Years = [.. Plans.Select(Build)];

    public static YearCalendar For(SchoolYear year) => Array.Find(Years, y => y.Year == year)!;

    static YearCalendar Build(Plan plan)
    {
        var weekdays = new List<CalendarDay>();
        for (var date = plan.First.AddDays(-5); date <= plan.Last; date = date.AddDays(1))
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                weekdays.Add(new CalendarDay(date, TypeOf(date, plan)));
        return new YearCalendar(SchoolYear.Of(plan.First), weekdays);
    }

    static string TypeOf(DateOnly date, Plan plan)
    {
        if (date < plan.First || date == Nth(date.Year, 10, DayOfWeek.Monday, 2))
            return CalendarDay.TeacherOnly;
        if (date == plan.Snow)
            return CalendarDay.Weather;
        if (IsHoliday(date, plan))
            return CalendarDay.Holiday;
        return date == plan.Last ? CalendarDay.MakeUp : CalendarDay.Instructional;
    }

    static bool IsHoliday(DateOnly date, Plan plan)
    {
        var thanksgiving = Nth(date.Year, 11, DayOfWeek.Thursday, 4);
        return (date >= plan.WinterFrom && date <= plan.WinterTo)
            || (date >= plan.SpringFrom && date < plan.SpringFrom.AddDays(5))
            || (date >= thanksgiving.AddDays(-1) && date <= thanksgiving.AddDays(1))
            || date == Nth(date.Year, 9, DayOfWeek.Monday, 1)
            || date == new DateOnly(date.Year, 11, 11)
            || date == Nth(date.Year, 1, DayOfWeek.Monday, 3)
            || date == Nth(date.Year, 2, DayOfWeek.Monday, 3)
            || (date.Month == 5 && date.DayOfWeek == DayOfWeek.Monday && date.Day > 24);
    }

    static DateOnly Nth(int year, int month, DayOfWeek weekday, int nth)
    {
        var first = new DateOnly(year, month, 1);
        var offset = ((int)weekday - (int)first.DayOfWeek + 7) % 7;
        return first.AddDays(offset + (nth - 1) * 7);
    }
}
