namespace DataDrivenDecisions.Records;

/// <summary>Which deliveries of the history are asked for; what is null does not matter.</summary>
public sealed record ImportsAsked
{
    /// <summary>All of them.</summary>
    public static ImportsAsked All { get; } = new();

    /// <summary>The states by which people look for deliveries, in the words of the history.</summary>
    public static IReadOnlyList<string> States { get; } = ["loaded", "held", "kept-out", "refused", "unchanged", "released", "undone"];

    /// <summary>The state that they are in.</summary>
    public string? State { get; init; }

    /// <summary>The source that they came from, as it is written there.</summary>
    public string? Source { get; init; }

    /// <summary>True when some are left out.</summary>
    public bool IsPart => State is not null || Source is not null;
}

/// <summary>What the deliveries that are asked for come to.</summary>
public sealed record ImportTotals
{
    public long Deliveries { get; init; }

    /// <summary>How many wait for a person.</summary>
    public long Held { get; init; }
    public long RowsRejected { get; init; }
}
