namespace DataDrivenDecisions.Facts;

/// <summary>The school and grade of a student's enrollment, or of the last one of a student who has left.</summary>
public sealed record StudentPlace
{
    public required int StudentKey { get; init; }
    public int? SchoolKey { get; init; }

    /// <summary>CEDS code, or null where no source says it.</summary>
    public string? Grade { get; init; }

    /// <summary>Of everyone in sight.</summary>
    public static Query<StudentPlace> Last { get; } = new("SELECT s.student_key AS StudentKey, s.school_key AS SchoolKey, s.grade AS Grade FROM seen.student s");
}
