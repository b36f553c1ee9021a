using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>The rows of one table on their way into the session's own copy of it.</summary>
abstract class StagedRows : IDisposable
{
    /// <summary>In how many bits the number of a row stands; those above them are the number of its file.</summary>
    public const int BitsOfRow = 40;

    public abstract EntityTable Table { get; }

    /// <summary>The combinations of folded columns, or null where none are folded.</summary>
    public abstract FoldBook? Fold { get; }

    /// <summary>True where it is certain that no two rows have the same key; false where it is not, or was not watched. To be asked when all are written.</summary>
    public abstract bool AreSurelyDifferent { get; }

    /// <summary>True where a row said that something has ended.</summary>
    public bool HasEnds { get; protected set; }

    /// <summary>Writes one row.</summary>
    public abstract void Write(long seq, short file, Arrival arrival);

    /// <summary>All rows are written.</summary>
    public abstract void End();

    public abstract void Dispose();
}

/// <summary>The same of one kind of arrival. Some hundred of them are written at once, column by column, which costs less than each column of each row by itself.</summary>
/// <param name="table">The table.</param>
/// <param name="rows">Where they are written.</param>
sealed class StagedRows<TArrival>(EntityTable table, BulkRows rows) : StagedRows
    where TArrival : Arrival
{
    // Few enough that the arrivals are still at hand when their last column is written.
    const int RowsAtOnce = 256;

    readonly TArrival[] _arrivals = new TArrival[RowsAtOnce];
    readonly long[] _seqs = new long[RowsAtOnce], _lines = new long[RowsAtOnce];
    long[][] _numbers = [];
    int _count;

    public override EntityTable Table { get; } = table;

    /// <summary>The ids of the thing itself, where the rows are things: the first names it, the second may.</summary>
    public required IReadOnlyList<Func<TArrival, string?>> Own { get; init; }

    /// <summary>What the rows point to.</summary>
    public required Mentioned<TArrival>[] Mentioned { get; init; }

    /// <summary>How ids are kept.</summary>
    public required TextCare Care { get; init; }

    /// <summary>The columns that are not folded.</summary>
    public required ColumnWriter<TArrival>[] Columns { get; init; }

    /// <summary>The combinations of folded columns met so far, where columns are folded.</summary>
    public required FoldBook<TArrival>? Kinds { get; init; }

    /// <summary>Watches for rows with the same key, where that can be done on the way.</summary>
    public required RepeatWatch? Repeats { get; init; }

    /// <summary>Shows the watch what a key says beside what it points to.</summary>
    public required Action<RepeatWatch, TArrival> SeeRepeat { get; init; }

    public override FoldBook? Fold => Kinds;

    public override bool AreSurelyDifferent => Repeats is { SawNone: true };

    public override void Write(long seq, short file, Arrival arrival)
    {
        _seqs[_count] = ((long)file << BitsOfRow) + seq;
        HasEnds |= arrival.Ends;
        _lines[_count] = arrival.Ends ? -1 - arrival.Line : arrival.Line;
        _arrivals[_count] = (TArrival)arrival;
        if (++_count == RowsAtOnce)
            Send();
    }

    public override void End() => Send();

    public override void Dispose() => rows.Dispose();

    void Send()
    {
        if (_numbers.Length == 0)
            _numbers = [.. Mentioned.Select(_ => new long[RowsAtOnce])];
        for (var from = 0; from < _count;)
            from += Send(from, Math.Min(_count - from, rows.Room));
        _count = 0;
    }

    int Send(int from, int count)
    {
        var arrivals = _arrivals.AsSpan(from, count);
        rows.Begin(count);
        rows.Wholes(_seqs.AsSpan(from, count));
        rows.Wholes(_lines.AsSpan(from, count));
        foreach (var own in Own)
            rows.Texts<TArrival>(arrivals, own);
        for (var i = 0; i < Mentioned.Length; i++)
        {
            Mentioned[i].Number(arrivals, _numbers[i], Care);
            rows.Wholes(_numbers[i].AsSpan(0, count));
        }

        foreach (var write in Columns)
            write(rows, arrivals);
        if (Kinds is not null)
            rows.Wholes<TArrival>(arrivals, a => Kinds.Of(a));
        rows.End();
        if (Repeats is { IsWatching: true })
            See(arrivals);
        return count;
    }

    void See(ReadOnlySpan<TArrival> arrivals)
    {
        for (var i = 0; i < arrivals.Length; i++)
        {
            Repeats!.Begin();
            for (var m = 0; m < Mentioned.Length; m++)
                if (Mentioned[m].IsKey)
                    Repeats.Part((int)_numbers[m][i]);
            SeeRepeat(Repeats, arrivals[i]);
        }
    }
}

/// <summary>What rows point to, by the ids in one of their columns.</summary>
/// <param name="Id">The id in a row, or null where it names none.</param>
/// <param name="Book">The ids met so far.</param>
/// <param name="IsKey">It is part of what makes two rows the same.</param>
sealed record Mentioned<TArrival>(Func<TArrival, string?> Id, Mentions.Book Book, bool IsKey)
    where TArrival : Arrival
{
    /// <summary>Writes the number of each row's id; 0 where it names none.</summary>
    public void Number(ReadOnlySpan<TArrival> arrivals, long[] numbers, TextCare care)
    {
        for (var i = 0; i < arrivals.Length; i++)
            numbers[i] = Book.Of(Id(arrivals[i]), care) ?? 0;
    }
}
