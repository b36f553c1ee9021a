namespace DataDrivenDecisions.Facts;

/// <summary>Where a row came from: the load that brought it, the data file and the line in it, counting the header.</summary>
public sealed record RowSource(long Load, string File, long Line)
{
    /// <summary>The source of a row, or null where nobody sent it.</summary>
    internal static RowSource? Of(long? load, string? file, long? line) => load is { } l && file is not null && line is { } n ? new RowSource(l, file, n) : null;
}
