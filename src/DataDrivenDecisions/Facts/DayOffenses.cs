namespace DataDrivenDecisions.Facts;

/// <summary>How many incidents one student had a part in at one school on one day, by whose rule they broke.</summary>
public sealed record DayOffenses
{
    public required DateOnly Day { get; init; }

    /// <summary>Incidents that the state defines as offenses.</summary>
    public required long State { get; init; }

    /// <summary>All others.</summary>
    public required long Conduct { get; init; }

    /// <summary>The days with an incident up to a day, by the source's ids; an incident counts once however many actions followed.</summary>
    public static Query<DayOffenses> Of(string studentId, string schoolId, DateOnly asOf) => new("""
        SELECT i.incident_date AS Day,
               COUNT(DISTINCT CASE WHEN i.is_state_offense = 1 THEN i.incident_id END) AS State,
               COUNT(DISTINCT CASE WHEN i.is_state_offense = 0 THEN i.incident_id END) AS Conduct
        FROM   seen.incident i
        WHERE  i.student_id = @studentId AND i.school_id = @schoolId AND i.incident_date <= @asOf
        GROUP  BY i.incident_date
        """, new { studentId, schoolId, asOf });
}
