using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Forecasts;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>
/// A district's forecasts, made of the counts of all its schools: a school's entering class comes from other schools, and how far a forecast may be off only many schools tell. Whoever sees some schools alone is given their lines.
/// </summary>
/// <param name="Attendance">To the end of the school year, by school.</param>
/// <param name="Enrollment">For five years, by school and grade.</param>
public sealed record DistrictForecast(AttendanceAhead Attendance, CohortSurvival Enrollment)
{
    // The day on which most states count students.
    const int CountMonth = 10, CountDay = 1;

    // Older years tell of another district.
    const int MostYears = 8;

    /// <summary>Makes the forecasts of counts by school, grade and month; no row of a student is read.</summary>
    /// <param name="warehouse">The district's warehouse.</param>
    /// <param name="today">The day that is shown.</param>
    /// <param name="lookingBack">True for a past day, as it was known at its end.</param>
    /// <param name="stop">Ends it early.</param>
    public static DistrictForecast Of(DataWarehouse warehouse, DateOnly today, bool lookingBack = false, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        var viewer = Viewer.Nightly("forecasts");
        return Of(lookingBack ? warehouse.As(viewer, today) : warehouse.As(viewer), today, stop);
    }

    static DistrictForecast Of(Reader reader, DateOnly today, CancellationToken stop)
    {
        var year = SchoolYear.Of(today);
        var counted = today >= new DateOnly(year.Ends - 1, CountMonth, CountDay) ? year : year.Previous;
        var enrollment = CohortSurvival.Of([.. Enumerable.Range(counted.Ends - MostYears + 1, MostYears).SelectMany(y => reader.Ask(EnrolledOn.Day(new SchoolYear(y), new DateOnly(y - 1, CountMonth, CountDay)), stop))]);
        return new DistrictForecast(AttendanceAhead.Of(reader.Ask(SchoolMonthDays.All, stop), year, today.Month, DaysToCome(reader, year, today, stop)), enrollment);
    }

    /// <summary>The lines of some schools alone.</summary>
    public DistrictForecast Of(IReadOnlySet<int> schools) => new(Attendance.Of(schools), Enrollment.Of(schools));

    static Dictionary<int, double> DaysToCome(Reader reader, SchoolYear year, DateOnly today, CancellationToken stop)
    {
        var students = reader.Ask(EnrolledCount.Now, stop).Where(c => c.SchoolKey is not null).GroupBy(c => c.SchoolKey!.Value).ToDictionary(g => g.Key, g => g.Sum(c => c.StudentCount));
        return reader.Ask(DaysAhead.After(year, today), stop).Where(d => students.ContainsKey(d.SchoolKey)).ToDictionary(d => d.SchoolKey, d => (double)d.Days * students[d.SchoolKey]);
    }
}
