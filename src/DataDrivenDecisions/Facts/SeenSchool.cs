namespace DataDrivenDecisions.Facts;

/// <summary>One school that the viewer may see something of.</summary>
public sealed record SeenSchool
{
    public required int SchoolKey { get; init; }
    public required string SchoolId { get; init; }
    public string? SchoolNumber { get; init; }
    public string? SchoolName { get; init; }
    public string? Kind { get; init; }
    public string? LowestGrade { get; init; }
    public string? HighestGrade { get; init; }

    public string Name => string.IsNullOrWhiteSpace(SchoolName) ? $"School {SchoolId}" : SchoolName;

    /// <summary>Schools in the narrower sense; the district's own office is not one.</summary>
    public static Query<SeenSchool> All { get; } = new("""
        SELECT s.school_key AS SchoolKey, s.school_id AS SchoolId, s.school_number AS SchoolNumber, s.school_name AS SchoolName, s.school_kind AS Kind,
               s.lowest_grade AS LowestGrade, s.highest_grade AS HighestGrade
        FROM   seen.school s
        WHERE  COALESCE(s.school_kind, 'school') = 'school'
        """);
}
