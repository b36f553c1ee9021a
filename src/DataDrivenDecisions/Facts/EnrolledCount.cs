namespace DataDrivenDecisions.Facts;

/// <summary>How many students a school has now, grade by grade.</summary>
public sealed record EnrolledCount
{
    public int? SchoolKey { get; init; }
    public string? GradeCode { get; init; }
    public required long StudentCount { get; init; }

    public static Query<EnrolledCount> Now { get; } = new("""
        SELECT s.school_key AS SchoolKey, s.grade AS GradeCode, COUNT(*) AS StudentCount
        FROM   seen.student s
        WHERE  s.is_enrolled = 1
        GROUP  BY s.school_key, s.grade
        """);
}
