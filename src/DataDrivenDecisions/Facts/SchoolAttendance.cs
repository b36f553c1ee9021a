using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One school's attendance of a school year up to one day, from the days that students spent at that school.</summary>
public sealed record SchoolAttendance
{
    public int SchoolKey { get; init; }
    public string? SchoolName { get; init; }
    public long Students { get; init; }

    /// <summary>Instructional days for which the school has submitted attendance.</summary>
    public required long DaysInSession { get; init; }

    /// <summary>Student-days enrolled.</summary>
    public required long DaysEnrolled { get; init; }

    /// <summary>Student-days with half the day or more missed.</summary>
    public required long DaysAbsent { get; init; }

    public Rate Attendance => Rate.Of(DaysEnrolled - DaysAbsent, DaysEnrolled);

    /// <summary>A number of students: days present divided by days in session; null before the first.</summary>
    public decimal? AverageDailyAttendance => DaysInSession == 0 ? null : (decimal)(DaysEnrolled - DaysAbsent) / DaysInSession;

    /// <summary>A number of students: days enrolled divided by days in session; null before the first.</summary>
    public decimal? AverageDailyMembership => DaysInSession == 0 ? null : (decimal)DaysEnrolled / DaysInSession;

    /// <summary>One row per school with an enrolled day in the year.</summary>
    public static Query<SchoolAttendance> In(SchoolYear year, DateOnly asOf) => new("""
        SELECT a.school_key AS SchoolKey, a.school_name AS SchoolName,
               COUNT(DISTINCT a.student_key) AS Students, COUNT(DISTINCT a.school_date) AS DaysInSession,
               CAST(SUM(CAST(a.enrolled_days AS BIGINT)) AS BIGINT) AS DaysEnrolled,
               CAST(SUM(CAST(CASE WHEN a.absent_days >= 0.5 THEN 1 ELSE 0 END AS BIGINT)) AS BIGINT) AS DaysAbsent
        FROM   seen.attendance a
        WHERE  a.school_year = @year AND a.school_date <= @asOf AND a.enrolled_days = 1
        GROUP  BY a.school_key, a.school_name
        """, new { year = year.Ends, asOf });
}
