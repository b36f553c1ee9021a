using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>Discipline incidents of one month, counted over the students the viewer may see.</summary>
public sealed record IncidentMonth
{
    public required SchoolYear Year { get; init; }
    public required Month Month { get; init; }

    /// <summary>Incidents, each counted once however many students had a part in it.</summary>
    public required long Incidents { get; init; }

    /// <summary>Those that led to a suspension, in or out of school.</summary>
    public required long Suspensions { get; init; }

    /// <summary>All students enrolled in that year, with or without an incident.</summary>
    public required GroupSize Enrolled { get; init; }

    /// <summary>The year up to a day, and the year before up to the same day; one school, or all for null.</summary>
    public static Query<IncidentMonth> InAndBefore(SchoolYear year, DateOnly asOf, int? schoolKey = null) => new("""
        WITH enrolled AS (
            SELECT e.school_year, COUNT(DISTINCT e.student_key) AS students
            FROM   seen.enrollment e
            WHERE  e.school_year IN (@year, @before) AND (@schoolKey IS NULL OR e.school_key = @schoolKey)
            GROUP  BY e.school_year)
        SELECT i.school_year AS Year, MONTH(i.incident_date) AS Month,
               COUNT(DISTINCT i.incident_id) AS Incidents,
               COUNT(DISTINCT CASE WHEN i.is_suspension = 1 THEN i.incident_id END) AS Suspensions,
               COALESCE(MAX(n.students), 0) AS Enrolled
        FROM   seen.incident i
        LEFT   JOIN enrolled n ON n.school_year = i.school_year
        WHERE  ((i.school_year = @year AND i.incident_date <= @asOf) OR (i.school_year = @before AND i.incident_date <= @asOfBefore))
               AND (@schoolKey IS NULL OR i.school_key = @schoolKey)
        GROUP  BY i.school_year, MONTH(i.incident_date)
        """, new { year = year.Ends, before = year.Previous.Ends, asOf, asOfBefore = asOf.AddYears(-1), schoolKey });
}
