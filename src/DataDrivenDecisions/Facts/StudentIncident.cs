namespace DataDrivenDecisions.Facts;

/// <summary>One incident that a student had a part in, with one action.</summary>
public sealed record StudentIncident
{
    public required string IncidentId { get; init; }
    public required DateOnly Day { get; init; }
    public string? Behavior { get; init; }
    public string? Action { get; init; }
    public decimal? ActionDays { get; init; }
    public short IsSuspension { get; init; }

    /// <summary>1 when the state defines it as an offense.</summary>
    public short IsStateOffense { get; init; }

    public long? LoadNumber { get; init; }
    public string? FileName { get; init; }
    public long? Line { get; init; }

    public RowSource? Source => RowSource.Of(LoadNumber, FileName, Line);

    public static Query<StudentIncident> Of(int studentKey, int schoolYear) => new("""
        SELECT i.incident_id AS IncidentId, i.incident_date AS Day, i.behavior AS Behavior, i.action AS Action,
               i.action_days AS ActionDays, i.is_suspension AS IsSuspension, i.is_state_offense AS IsStateOffense,
               i."load" AS LoadNumber, i."file" AS FileName, i.line AS Line
        FROM   seen.incident i
        WHERE  i.student_key = @studentKey AND i.school_year = @schoolYear
        """, new { studentKey, schoolYear });
}
