using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One school's attendance in one month of one school year, counted only over students the viewer may see.</summary>
public sealed record SchoolMonth
{
    public required string School { get; init; }
    public required SchoolYear Year { get; init; }
    public required Month Month { get; init; }

    /// <summary>Students enrolled on at least one instructional day of the month.</summary>
    public required GroupSize Students { get; init; }

    public required decimal DaysPresent { get; init; }
    public required decimal DaysEnrolled { get; init; }

    public Rate Attendance => Rate.Of(DaysPresent, DaysEnrolled);

    /// <summary>The year and the year before it, so that a winter dip can be told from a new one; one school, or all for null.</summary>
    public static Query<SchoolMonth> InAndBefore(SchoolYear year, int? schoolKey = null) => new("""
        SELECT a.school_name AS School, a.school_year AS Year, a.month AS Month,
               COUNT(DISTINCT a.student_key) AS Students,
               SUM(a.enrolled_days - a.absent_days) AS DaysPresent, SUM(a.enrolled_days) AS DaysEnrolled
        FROM   seen.attendance_month a
        WHERE  a.school_year IN (@year, @before) AND a.enrolled_days > 0
               AND (@schoolKey IS NULL OR a.school_key = @schoolKey)
        GROUP  BY a.school_key, a.school_name, a.school_year, a.month
        """, new { year = year.Ends, before = year.Previous.Ends, schoolKey });
}
