using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One student's attendance of one school year over whole months, as <see cref="StudentMonths"/> adds them up, for every year that is known.</summary>
public sealed record StudentYearMonths
{
    public required int StudentKey { get; init; }

    /// <summary>The calendar year in which the school year ends, told by the months and not by the source.</summary>
    public required int SchoolYear { get; init; }
    public required long DaysEnrolled { get; init; }
    public required long DaysAbsent { get; init; }
    public required long DaysExcused { get; init; }
    public required long DaysTardy { get; init; }

    /// <summary>1 when the months are those of several schools, so that a day may be counted twice (see <see cref="SharedStudent"/>).</summary>
    public required int HasSeveralSchools { get; init; }

    /// <summary>The months that were over before a day, which is the first of a month. One row per student and year.</summary>
    public static Query<StudentYearMonths> Before(DateOnly firstOfMonth) => new("""
        SELECT m.student_key AS StudentKey, m.ends AS SchoolYear,
               CAST(SUM(CAST(m.enrolled_days AS BIGINT)) AS BIGINT) AS DaysEnrolled, CAST(SUM(CAST(m.absent_days AS BIGINT)) AS BIGINT) AS DaysAbsent,
               CAST(SUM(CAST(m.excused_days AS BIGINT)) AS BIGINT) AS DaysExcused, CAST(SUM(CAST(m.tardy_count AS BIGINT)) AS BIGINT) AS DaysTardy,
               CAST(CASE WHEN MIN(m.school_key) < MAX(m.school_key) THEN 1 ELSE 0 END AS INT) AS HasSeveralSchools
        FROM  (SELECT a.student_key, a.school_key, a.enrolled_days, a.absent_days, a.excused_days, a.tardy_count,
                      CAST(YEAR(a.first_date) + CASE WHEN MONTH(a.first_date) >= 7 THEN 1 ELSE 0 END AS INT) AS ends
               FROM   seen.attendance_month a
               WHERE  a.first_date < @firstOfMonth) m
        GROUP  BY m.student_key, m.ends
        """, new { firstOfMonth });
}
