using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One student's attendance over whole months, as the warehouse keeps it up at each load, added up over all schools of the district.</summary>
public sealed record StudentMonths
{
    public required int StudentKey { get; init; }
    public required long DaysEnrolled { get; init; }
    public required long DaysAbsent { get; init; }
    public required long DaysExcused { get; init; }
    public required long DaysSuspended { get; init; }
    public required long DaysTardy { get; init; }

    /// <summary>The months of the year that were over before a day, which is the first of a month. One row per student.</summary>
    public static Query<StudentMonths> Before(SchoolYear year, DateOnly firstOfMonth) => Between(year.FirstDay, firstOfMonth);

    /// <summary>All months from a day on that were over before another; both are the first of a month. One row per student.</summary>
    public static Query<StudentMonths> Between(DateOnly first, DateOnly firstOfMonth) => new("""
        SELECT m.student_key AS StudentKey,
               SUM(CAST(m.enrolled_days AS BIGINT)) AS DaysEnrolled, SUM(CAST(m.absent_days AS BIGINT)) AS DaysAbsent, SUM(CAST(m.excused_days AS BIGINT)) AS DaysExcused,
               SUM(CAST(m.suspended_days AS BIGINT)) AS DaysSuspended, SUM(CAST(m.tardy_count AS BIGINT)) AS DaysTardy
        FROM   seen.attendance_month m
        WHERE  m.first_date >= @first AND m.first_date < @firstOfMonth
        GROUP  BY m.student_key
        """, new { first, firstOfMonth });
}
