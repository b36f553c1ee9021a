using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One student of a school year, with her out-of-school suspensions up to a day.</summary>
public sealed record SuspendedStudent
{
    public required int StudentKey { get; init; }

    /// <summary>The day of the first suspension; null for a student who was not suspended.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>Days lost to all of them.</summary>
    public required decimal DaysLost { get; init; }

    /// <summary>Everyone in sight who was enrolled in the year, however short; once, in however many schools.</summary>
    public static Query<SuspendedStudent> In(SchoolYear year, DateOnly asOf) => new("""
        WITH enrolled AS (
            SELECT DISTINCT e.student_key
            FROM   seen.enrollment e
            WHERE  e.school_year = @year AND e.entry_date <= @asOf),
        suspended AS (
            SELECT i.student_key, MIN(i.incident_date) AS first_day, SUM(COALESCE(i.action_days, 0)) AS days_lost
            FROM   seen.incident i
            WHERE  i.school_year = @year AND i.incident_date <= @asOf AND i.is_suspension = 1
            GROUP  BY i.student_key)
        SELECT n.student_key AS StudentKey, s.first_day AS FirstDay, CAST(COALESCE(s.days_lost, 0) AS DECIMAL(18, 4)) AS DaysLost
        FROM   enrolled n
               LEFT JOIN suspended s ON s.student_key = n.student_key
        """, new { year = year.Ends, asOf });
}
