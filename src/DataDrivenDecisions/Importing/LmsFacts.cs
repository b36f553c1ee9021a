namespace DataDrivenDecisions.Importing;

/// <summary>How a learning management system's own ids of people and sections are called in the SIS, as its users and sections files say.</summary>
public sealed record LmsFacts
{
    /// <summary>A delivery without such files.</summary>
    public static LmsFacts None { get; } = new();

    /// <summary>The SIS's id of each student, by "system/id".</summary>
    internal IReadOnlyDictionary<string, string> Students { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The SIS's id of each section, by "system/id".</summary>
    internal IReadOnlyDictionary<string, string> Sections { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
