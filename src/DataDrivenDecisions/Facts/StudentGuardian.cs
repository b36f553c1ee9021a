namespace DataDrivenDecisions.Facts;

/// <summary>A guardian who answers for a student.</summary>
public sealed record StudentGuardian
{
    public required string GuardianId { get; init; }
    public string? GuardianName { get; init; }
    public string? Relation { get; init; }

    public static Query<StudentGuardian> Of(int studentKey) => new("""
        SELECT g.guardian_id AS GuardianId, g.guardian_name AS GuardianName, g.relation AS Relation
        FROM   seen.guardian g
        WHERE  g.student_key = @studentKey
        """, new { studentKey });
}
