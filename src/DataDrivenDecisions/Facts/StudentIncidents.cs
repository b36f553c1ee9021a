using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One student's discipline incidents of one school year, counted up to one day.</summary>
public sealed record StudentIncidents
{
    public int StudentKey { get; init; }
    public required long Incidents { get; init; }

    /// <summary>Incidents that the state defines as offenses.</summary>
    public long StateOffenses { get; init; }

    /// <summary>Incidents that led to a suspension, in or out of school.</summary>
    public long Suspensions { get; init; }

    public decimal SuspendedDays { get; init; }

    /// <summary>Incidents against the school's own code of conduct.</summary>
    public long ConductIncidents => Incidents - StateOffenses;

    /// <summary>Incidents of the year that happened on or before the day. One row per student who has any.</summary>
    public static Query<StudentIncidents> In(SchoolYear year, DateOnly asOf) => new(Text("i.school_year = @year AND"), new { year = year.Ends, asOf });

    /// <summary>Incidents of all years that happened on or before the day. One row per student who has any.</summary>
    public static Query<StudentIncidents> Through(DateOnly asOf) => new(Text(""), new { asOf });

    /// <summary>The same of one student, by the warehouse's key; no row when she has none.</summary>
    public static Query<StudentIncidents> Of(int studentKey, SchoolYear year, DateOnly asOf) => new(Text("i.student_key = @studentKey AND i.school_year = @year AND"), new { studentKey, year = year.Ends, asOf });

    static string Text(string which) => $"""
        SELECT i.student_key AS StudentKey,
               COUNT(DISTINCT i.incident_id) AS Incidents,
               COUNT(DISTINCT CASE WHEN i.is_state_offense = 1 THEN i.incident_id END) AS StateOffenses,
               COUNT(DISTINCT CASE WHEN i.is_suspension = 1 THEN i.incident_id END) AS Suspensions,
               CAST(SUM(CASE WHEN i.is_suspension = 1 THEN COALESCE(i.action_days, 0) ELSE 0 END) AS DECIMAL(18, 4)) AS SuspendedDays
        FROM   seen.incident i
        WHERE  {which} i.incident_date <= @asOf
        GROUP  BY i.student_key
        """;
}
