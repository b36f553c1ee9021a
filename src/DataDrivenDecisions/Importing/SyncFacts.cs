namespace DataDrivenDecisions.Importing;

/// <summary>What School Data Sync's roles and relationships say of its users, who say nothing of it themselves.</summary>
public sealed record SyncFacts
{
    /// <summary>A delivery without School Data Sync v2.1.</summary>
    public static SyncFacts None { get; } = new();

    /// <summary>What each person is, by id.</summary>
    internal IReadOnlyDictionary<string, PersonKinds> People { get; init; } = new Dictionary<string, PersonKinds>(StringComparer.Ordinal);

    /// <summary>The roles of each person, by id.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<UserRole>> Roles { get; init; } = new Dictionary<string, IReadOnlyList<UserRole>>(StringComparer.Ordinal);

    /// <summary>The grade of each student as the primary role writes it, by id.</summary>
    internal IReadOnlyDictionary<string, string> Grades { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
