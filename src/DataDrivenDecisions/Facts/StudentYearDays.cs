using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One student's days at one school in one school year, counted up to the same place in each year, so that years can be compared.</summary>
public sealed record StudentYearDays
{
    public required int StudentKey { get; init; }
    public required int SchoolKey { get; init; }
    public required int SchoolYear { get; init; }

    /// <summary>Instructional days enrolled for which attendance is known.</summary>
    public required long DaysEnrolled { get; init; }

    /// <summary>Days on which half the day or more was missed, as chronic absence counts them.</summary>
    public required long DaysAbsent { get; init; }

    /// <summary>Parts of days missed, added up, as an attendance rate counts them.</summary>
    public required decimal DaysMissed { get; init; }

    /// <summary>All years, each up to the day and month of <paramref name="today"/>; a school year begins in July.</summary>
    public static Query<StudentYearDays> Through(DateOnly today) => new("""
        SELECT a.student_key AS StudentKey, a.school_key AS SchoolKey, a.school_year AS SchoolYear,
               CAST(SUM(CAST(a.enrolled_days AS BIGINT)) AS BIGINT) AS DaysEnrolled,
               CAST(SUM(CAST(CASE WHEN a.absent_days >= 0.5 THEN 1 ELSE 0 END AS BIGINT)) AS BIGINT) AS DaysAbsent,
               CAST(SUM(a.absent_days) AS DECIMAL(18, 4)) AS DaysMissed
        FROM   seen.attendance a
        WHERE  a.enrolled_days = 1
               AND 100 * (CASE WHEN MONTH(a.school_date) >= 7 THEN MONTH(a.school_date) - 7 ELSE MONTH(a.school_date) + 5 END) + DAY(a.school_date) <= @place
        GROUP  BY a.student_key, a.school_key, a.school_year
        """, new { place = 100 * new Month(today.Month).Position + today.Day });
}
