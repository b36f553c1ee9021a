using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One student's days absent and enrolled in one grade of one school year, up to a day.</summary>
public sealed record GradeAbsence
{
    /// <summary>The fewest enrolled days on which a share of days says anything (EDFacts FS195).</summary>
    public const int FewestDays = 10;

    public required SchoolYear Year { get; init; }

    /// <summary>CEDS code, or null where no source says it.</summary>
    public required string? Grade { get; init; }

    public required long DaysEnrolled { get; init; }

    /// <summary>Enrolled days of which half or more was missed.</summary>
    public required long DaysAbsent { get; init; }

    public Rate Absence => Rate.Of(DaysAbsent, DaysEnrolled);
    public bool IsLongEnough => DaysEnrolled >= FewestDays;
    public GradeLevel GradeLevel => GradeLevel.TryParse(Grade, out var grade) ? grade : default;

    /// <summary>
    /// The year up to the day, and the year before up to the same day, so that the two can be compared. One row per student and year; one school, or all for null.
    /// </summary>
    public static Query<GradeAbsence> InAndBefore(SchoolYear year, DateOnly asOf, int? schoolKey = null) => new("""
        WITH grades AS (
            SELECT e.student_key, e.school_year, MAX(e.grade) AS grade
            FROM   seen.enrollment e
            WHERE  e.school_year IN (@year, @before)
            GROUP  BY e.student_key, e.school_year)
        SELECT a.school_year AS Year, g.grade AS Grade,
               SUM(CAST(a.enrolled_days AS BIGINT)) AS DaysEnrolled,
               SUM(CAST(CASE WHEN a.enrolled_days = 1 AND a.absent_days >= 0.5 THEN 1 ELSE 0 END AS BIGINT)) AS DaysAbsent
        FROM   seen.attendance a
        LEFT   JOIN grades g ON g.student_key = a.student_key AND g.school_year = a.school_year
        WHERE  ((a.school_year = @year AND a.school_date <= @asOf) OR (a.school_year = @before AND a.school_date <= @asOfBefore))
               AND (@schoolKey IS NULL OR a.school_key = @schoolKey)
        GROUP  BY a.student_key, a.school_year, g.grade
        """, new { year = year.Ends, before = year.Previous.Ends, asOf, asOfBefore = asOf.AddYears(-1), schoolKey });
}
