namespace DataDrivenDecisions.Facts;

/// <summary>One file of a delivery that the warehouse took in, as its own ledger tells it.</summary>
public sealed record LoadedFile
{
    public required long Load { get; init; }
    public required string Source { get; init; }
    public required string Delivery { get; init; }
    public required string Hash { get; init; }
    public required string LoadedBy { get; init; }
    public required string State { get; init; }
    public required string File { get; init; }
    public required string Format { get; init; }

    /// <summary>Rows that added, changed or ended something.</summary>
    public required long RowsLoaded { get; init; }
    public required long RowsUnchanged { get; init; }
    public required long RowsRejected { get; init; }

    /// <summary>The files of every delivery after a load.</summary>
    public static Query<LoadedFile> After(long load) => new("""
        SELECT l."load" AS "Load", l.source AS Source, l.name AS Delivery, l.hash AS Hash, l.loaded_by AS LoadedBy, l.state AS State,
               f."file" AS "File", f.format AS Format, f.rows_loaded AS RowsLoaded, f.rows_unchanged AS RowsUnchanged, f.rows_rejected AS RowsRejected
        FROM   seen."load" l JOIN seen.load_file f ON f."load" = l."load"
        WHERE  l."load" > @load
        """, new { load });
}
