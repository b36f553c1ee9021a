namespace DataDrivenDecisions.Facts;

/// <summary>A student's time in a program; sensitive programs come only to viewers with a named right.</summary>
public sealed record StudentProgram
{
    public required string Program { get; init; }
    public DateOnly? BeginDate { get; init; }
    public DateOnly? EndDate { get; init; }
    public string? Detail { get; init; }
    public string? Sensitivity { get; init; }

    public static Query<StudentProgram> Of(int studentKey) => new("""
        SELECT p.program AS Program, p.begin_date AS BeginDate, p.end_date AS EndDate, p.detail AS Detail, p.sensitivity AS Sensitivity
        FROM   seen.program p
        WHERE  p.student_key = @studentKey
        """, new { studentKey });
}
