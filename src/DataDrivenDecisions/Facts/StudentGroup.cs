namespace DataDrivenDecisions.Facts;

/// <summary>A group that a student belongs to, read only to check whether a model treats groups alike; no model may see it.</summary>
public sealed record StudentGroup
{
    public int StudentKey { get; init; }

    /// <summary>race, sex or program.</summary>
    public required string Kind { get; init; }
    public required string Value { get; init; }

    /// <summary>Race, sex and the programs that were running on the day. One row per student and group.</summary>
    public static Query<StudentGroup> On(DateOnly day) => new("""
        SELECT s.student_key AS StudentKey, 'race' AS Kind, s.race AS Value
        FROM   seen.student s
        WHERE  s.race IS NOT NULL
        UNION ALL
        SELECT s.student_key, 'sex', s.sex
        FROM   seen.student s
        WHERE  s.sex IS NOT NULL
        UNION
        SELECT p.student_key, 'program', p.program
        FROM   seen.program p
        WHERE  (p.begin_date IS NULL OR p.begin_date <= @day) AND (p.end_date IS NULL OR p.end_date >= @day)
        """, new { day });
}
