using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>How many student-days and marks of a school year are known for the time up to one day.</summary>
public sealed record RowsKnown
{
    public required long AttendanceDays { get; init; }
    public required long Marks { get; init; }

    /// <summary>True when so little is missing beside <paramref name="all"/> that the rest can only have come late, and not as a history loaded afterwards.</summary>
    public bool IsNearlyAll(RowsKnown all) => AttendanceDays >= 0.9m * all.AttendanceDays && Marks >= 0.9m * all.Marks;

    /// <summary>One row.</summary>
    public static Query<RowsKnown> On(SchoolYear year, DateOnly asOf) => new("""
        SELECT (SELECT COUNT(*) FROM seen.attendance a WHERE a.school_year = @year AND a.school_date <= @asOf AND a.enrolled_days = 1) AS AttendanceDays,
               (SELECT COUNT(*) FROM seen.mark m WHERE m.school_year = @year AND COALESCE(m.posted_date, m.load_date) <= @asOf) AS Marks
        """, new { year = year.Ends, asOf });
}
