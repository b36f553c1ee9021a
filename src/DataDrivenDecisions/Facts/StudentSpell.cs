namespace DataDrivenDecisions.Facts;

/// <summary>One stretch of time that a student was enrolled at a school.</summary>
public sealed record StudentSpell
{
    public string? SchoolName { get; init; }
    public int? SchoolKey { get; init; }
    public int SchoolYear { get; init; }
    public string? GradeCode { get; init; }
    public DateOnly? EntryDate { get; init; }
    public DateOnly? ExitDate { get; init; }
    public string? ExitReason { get; init; }
    public long? LoadNumber { get; init; }
    public string? FileName { get; init; }
    public long? Line { get; init; }

    public RowSource? Source => RowSource.Of(LoadNumber, FileName, Line);

    public static Query<StudentSpell> Of(int studentKey) => new("""
        SELECT e.school_name AS SchoolName, e.school_key AS SchoolKey, e.school_year AS SchoolYear, e.grade AS GradeCode,
               e.entry_date AS EntryDate, e.exit_date AS ExitDate, e.exit_reason AS ExitReason,
               e."load" AS LoadNumber, e."file" AS FileName, e.line AS Line
        FROM   seen.enrollment e
        WHERE  e.student_key = @studentKey
        """, new { studentKey });
}
