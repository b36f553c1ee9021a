using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One school's discipline in a year up to a day: its students, those suspended, and the days they lost.</summary>
public sealed record SchoolDiscipline
{
    public required int SchoolKey { get; init; }
    public required string School { get; init; }

    /// <summary>Different students enrolled at the school in the year.</summary>
    public required GroupSize Students { get; init; }

    /// <summary>Those of them with an out-of-school suspension there.</summary>
    public required long Suspended { get; init; }

    public required decimal DaysLost { get; init; }

    /// <summary>Incidents with any action, each counted once for each student.</summary>
    public required long Incidents { get; init; }

    /// <summary>The schools in sight. A school without incidents has zeros.</summary>
    public static Query<SchoolDiscipline> In(SchoolYear year, DateOnly asOf) => new("""
        WITH enrolled AS (
            SELECT e.school_key, e.school_name, COUNT(DISTINCT e.student_key) AS students
            FROM   seen.enrollment e
            WHERE  e.school_year = @year AND e.entry_date <= @asOf
            GROUP  BY e.school_key, e.school_name),
        discipline AS (
            SELECT i.school_key, COUNT(DISTINCT CASE WHEN i.is_suspension = 1 THEN i.student_key END) AS suspended,
                   SUM(CASE WHEN i.is_suspension = 1 THEN COALESCE(i.action_days, 0) ELSE 0 END) AS days_lost,
                   COUNT(DISTINCT CONCAT(i.incident_id, '|', i.student_key)) AS incidents
            FROM   seen.incident i
            WHERE  i.school_year = @year AND i.incident_date <= @asOf
            GROUP  BY i.school_key)
        SELECT n.school_key AS SchoolKey, n.school_name AS School, n.students AS Students, COALESCE(d.suspended, 0) AS Suspended,
               CAST(COALESCE(d.days_lost, 0) AS DECIMAL(18, 4)) AS DaysLost, COALESCE(d.incidents, 0) AS Incidents
        FROM   enrolled n
               LEFT JOIN discipline d ON d.school_key = n.school_key
        """, new { year = year.Ends, asOf });
}
