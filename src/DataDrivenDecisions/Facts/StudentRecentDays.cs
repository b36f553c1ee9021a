namespace DataDrivenDecisions.Facts;

/// <summary>One student's attendance of the last days, told in one look: of the month that is not over, and days absent of two spans that end today.</summary>
public sealed record StudentRecentDays
{
    public required int StudentKey { get; init; }

    /// <summary>Days of the month so far, each school's counted.</summary>
    public required long DaysEnrolled { get; init; }
    public required long DaysAbsent { get; init; }
    public required long DaysExcused { get; init; }
    public required long DaysTardy { get; init; }

    /// <summary>Days absent of the shorter span, and of the longer one.</summary>
    public required long AbsentShort { get; init; }
    public required long AbsentLong { get; init; }

    /// <summary>1 when the days are those of several schools, so that a day may be counted twice.</summary>
    public required int HasSeveralSchools { get; init; }

    /// <summary>The days up to one. One row per student.</summary>
    /// <param name="month">The first day of the month so far.</param>
    /// <param name="shorter">The first day of the shorter span.</param>
    /// <param name="longer">The first day of the longer span.</param>
    /// <param name="last">The last day of all three.</param>
    public static Query<StudentRecentDays> Through(DateOnly month, DateOnly shorter, DateOnly longer, DateOnly last) => new("""
        SELECT a.student_key AS StudentKey,
               CAST(SUM(CAST(CASE WHEN a.school_date >= @month THEN a.enrolled_days ELSE 0 END AS BIGINT)) AS BIGINT) AS DaysEnrolled,
               CAST(SUM(CAST(CASE WHEN a.school_date >= @month THEN a.absent_days ELSE 0 END AS BIGINT)) AS BIGINT) AS DaysAbsent,
               CAST(SUM(CAST(CASE WHEN a.school_date >= @month THEN a.excused_days ELSE 0 END AS BIGINT)) AS BIGINT) AS DaysExcused,
               CAST(SUM(CAST(CASE WHEN a.school_date >= @month AND a.status = 'tardy' THEN 1 ELSE 0 END AS BIGINT)) AS BIGINT) AS DaysTardy,
               CAST(SUM(CAST(CASE WHEN a.school_date >= @shorter THEN a.absent_days ELSE 0 END AS BIGINT)) AS BIGINT) AS AbsentShort,
               CAST(SUM(CAST(CASE WHEN a.school_date >= @longer THEN a.absent_days ELSE 0 END AS BIGINT)) AS BIGINT) AS AbsentLong,
               CAST(CASE WHEN MIN(a.school_key) < MAX(a.school_key) THEN 1 ELSE 0 END AS INT) AS HasSeveralSchools
        FROM   seen.attendance a
        WHERE  a.school_date >= @first AND a.school_date <= @last
        GROUP  BY a.student_key
        """, new { month, shorter, longer, last, first = new[] { month, shorter, longer }.Min() });
}
