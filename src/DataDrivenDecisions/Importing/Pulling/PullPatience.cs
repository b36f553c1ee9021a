namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>How long a pull bears with a host that is slow, busy or fails now and then.</summary>
public sealed record PullPatience
{
    /// <summary>How often one request is tried.</summary>
    public int Tries { get; init; } = 6;

    /// <summary>How long it waits after the first failure; it doubles with each further one.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest single wait, also where the host asks for more.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a list is read again whose length changed while it was read.</summary>
    public int Rereads { get; init; } = 3;

    /// <summary>The largest answer that is taken into memory, in bytes.</summary>
    public int MostBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>What a district starts with.</summary>
    public static PullPatience Usual { get; } = new();
}
