using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>The rows of one table on their way into the session's own copy of it.</summary>
/// <param name="table">The table.</param>
/// <param name="rows">Where they are written.</param>
/// <param name="repeats">Watches for rows with the same key, where that can be done on the way.</param>
/// <param name="fold">The combinations of folded columns met so far, where columns are folded.</param>
/// <param name="write">Writes an arrival's columns after those that every staged row has.</param>
sealed class StagedRows(EntityTable table, BulkRows rows, RepeatWatch? repeats, FoldBook? fold, Action<Arrival> write) : IDisposable
{
    public EntityTable Table { get; } = table;

    /// <summary>The combinations of folded columns, or null where none are folded.</summary>
    public FoldBook? Fold { get; } = fold;

    /// <summary>True where it is certain that no two rows have the same key; false where it is not, or was not watched.</summary>
    public bool AreSurelyDifferent => repeats is { SawNone: true };

    /// <summary>Writes one row.</summary>
    public void Write(long seq, short file, Arrival arrival)
    {
        rows.Begin();
        rows.Whole(seq);
        rows.Whole(file);
        rows.Whole(arrival.Line);
        rows.Whole(arrival.Ends ? 1 : 0);
        write(arrival);
        rows.End();
    }

    public void Dispose() => rows.Dispose();
}
