namespace DataDrivenDecisions.Records;

/// <summary>A system that a district's data come from: one that is pulled from, or one that drops its files and is expected at a time.</summary>
public sealed record SourceRecord
{
    /// <summary>A student information system's OneRoster 1.1 or 1.2 service.</summary>
    public const string OneRosterRest = "oneroster-rest";

    /// <summary>An Ed-Fi API.</summary>
    public const string EdFiApi = "edfi-api";

    /// <summary>A folder on an SFTP server.</summary>
    public const string Sftp = "sftp";

    /// <summary>A system that puts its files into the drop folder by itself.</summary>
    public const string Drop = "drop";

    /// <summary>Every kind there is.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [OneRosterRest, EdFiApi, Sftp, Drop];

    public required string District { get; init; }

    /// <summary>The short name in commands; imports from it carry it as their source.</summary>
    public required string Name { get; init; }
    public required string Kind { get; init; }

    /// <summary>Where it is reached; empty for files that are dropped.</summary>
    public string Address { get; init; } = "";

    /// <summary>The client id or user name with which we sign in; empty where there is none.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>What else the kind needs, by the name of the command's option without its hyphens before.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When each day it is expected by, on the district's clock; null where nobody said.</summary>
    public TimeOnly? DueTime { get; init; }

    /// <summary>How many hours at most lie between two deliveries; null where nobody said.</summary>
    public int? DueEveryHours { get; init; }

    /// <summary>Up to where everything was read and imported: a change version, or a moment. Null before the first success.</summary>
    public string? SavedVersion { get; init; }
    public DateTimeOffset? LastTriedAt { get; init; }
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Why the last try did not succeed, in words; null when it did.</summary>
    public string? LastError { get; init; }
    public string AddedBy { get; init; } = "";
    public DateTimeOffset AddedAt { get; init; }

    /// <summary>True for a system that we pull from.</summary>
    public bool IsPulled => Kind != Drop;

    /// <summary>An option, or null where it was not given.</summary>
    public string? Option(string name) => Options.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
