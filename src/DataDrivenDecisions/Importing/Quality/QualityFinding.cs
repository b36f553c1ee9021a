namespace DataDrivenDecisions.Importing.Quality;

/// <summary>One record that breaks one rule, by its natural ids, with a sentence that names nobody.</summary>
public sealed record QualityFinding
{
    /// <summary>The rule's short name.</summary>
    public required string Rule { get; init; }

    /// <summary>The record by its natural ids.</summary>
    public required string RecordId { get; init; }
    public int? StudentKey { get; init; }
    public string? StudentId { get; init; }
    public string? SchoolId { get; init; }
    public string? SchoolName { get; init; }
    public string? Item { get; init; }
    public DateOnly? Day { get; init; }
    public required string Detail { get; init; }

    internal static QualityFinding Of(QualityRule rule, Suspect s, string detail) => new()
    {
        Rule = rule.Name, RecordId = s.RecordId, StudentKey = s.StudentKey, StudentId = s.StudentId, SchoolId = s.SchoolId, SchoolName = s.SchoolName,
        Item = s.Item, Day = s.Day, Detail = detail,
    };
}
