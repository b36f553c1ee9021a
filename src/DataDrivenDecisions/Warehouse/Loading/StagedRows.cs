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
    /// <summary>In how many bits the number of a row stands; those above them are the number of its file.</summary>
    public const int BitsOfRow = 40;

    public EntityTable Table { get; } = table;

    /// <summary>The combinations of folded columns, or null where none are folded.</summary>
    public FoldBook? Fold { get; } = fold;

    /// <summary>True where it is certain that no two rows have the same key; false where it is not, or was not watched.</summary>
    public bool AreSurelyDifferent => repeats is { SawNone: true };

    /// <summary>Writes one row.</summary>
    public void Write(long seq, short file, Arrival arrival)
    {
        rows.Begin();
        rows.Whole(((long)file << BitsOfRow) + seq);
        rows.Whole(arrival.Ends ? -1 - arrival.Line : arrival.Line);
        write(arrival);
        rows.End();
    }

    public void Dispose() => rows.Dispose();
}
