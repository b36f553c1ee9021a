using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Columns of a table that say the same in a great many rows (a code, its meaning, a share of the day), kept once for each combination of theirs. A combination is never
/// changed and never taken back: it says nothing of anybody.
/// </summary>
/// <param name="table">Where the combinations are kept: <c>attendance_kind</c>.</param>
/// <param name="columns">The columns.</param>
/// <param name="begin">Begins to number the combinations of a delivery.</param>
sealed class Fold(string table, IReadOnlyList<Column> columns, Func<TextCare, FoldBook> begin)
{
    public IReadOnlyList<Column> Columns { get; } = columns;

    /// <summary>Where the combinations are kept.</summary>
    public string Table => "wh." + table;

    /// <summary>The column that holds a combination's number: <c>attendance_kind_key</c>.</summary>
    public string Key => table + "_key";

    /// <summary>The columns by name, separated by commas.</summary>
    public string Names(string prefix = "") => string.Join(", ", Columns.Select(c => prefix + c.Name));

    /// <summary>True where two rows have the same combination.</summary>
    public string Same(WarehouseEngine engine, string a, string b) => string.Join(" AND ", Columns.Select(c => engine.Same($"{a}.{c.Name}", $"{b}.{c.Name}")));

    /// <summary>Column definitions of the session's own table of a delivery's combinations.</summary>
    public string StageColumns => "fold INTEGER, " + string.Join(", ", Columns.Select(c => $"{c.Name} {c.Type}"));

    /// <summary>Begins to number the combinations of a delivery.</summary>
    public FoldBook Begin(TextCare care) => begin(care);

    /// <summary>The session's own table of a delivery's combinations once they are resolved, with the numbers by which the warehouse knows them.</summary>
    public static string Known(EntityTable owner) => "known_fold_" + owner.Name;

    /// <summary>Gives every combination of the delivery the number by which the warehouse knows it; new ones are added.</summary>
    public void Resolve(LoadWork work, EntityTable owner)
    {
        var staged = work.T("fold_" + owner.Name);
        work.Run($"""
            INSERT INTO {Table} ({Key}, {Names()})
            SELECT CAST(@newest + ROW_NUMBER() OVER (ORDER BY fold) AS INTEGER), {Names()}
            FROM  (SELECT MIN(f.fold) AS fold, {Names("f.")} FROM {staged} f WHERE NOT EXISTS (SELECT 1 FROM {Table} k WHERE {Same(work.Engine, "k", "f")}) GROUP BY {Names("f.")}) fresh;
            """, new { newest = work.Session.Value<long>($"SELECT CAST(COALESCE(MAX({Key}), 0) AS BIGINT) FROM {Table}") });
        // Compared column by column here, once for each combination, and not beside every row.
        work.Make(work.T(Known(owner)), $"SELECT f.fold, k.{Key}, {Names("f.")} FROM {staged} f JOIN {Table} k ON {Same(work.Engine, "k", "f")}");
    }
}

/// <summary>The combinations of folded columns that a delivery has, each numbered as it comes.</summary>
abstract class FoldBook
{
    /// <summary>Writes every combination once.</summary>
    public abstract void Write(BulkRows rows);
}

/// <summary>The same for one kind of arrival.</summary>
abstract class FoldBook<T> : FoldBook
    where T : Arrival
{
    /// <summary>The number of an arrival's combination.</summary>
    public abstract int Of(T arrival);
}

/// <summary>The same by what the columns say together.</summary>
sealed class FoldBook<T, TKind>(Func<T, TKind> kind, IReadOnlyList<ColumnWriter<T>> columns) : FoldBook<T>
    where T : Arrival
    where TKind : struct, IEquatable<TKind>
{
    readonly Dictionary<TKind, int> _numbers = [];
    readonly List<T> _first = [];
    TKind _newest, _before;
    int _newestNumber, _numberBefore;

    // Most rows say what the one before them said, or that before it: present, absent, present.
    public override int Of(T arrival)
    {
        var of = kind(arrival);
        if (_newestNumber > 0 && of.Equals(_newest))
            return _newestNumber;
        var number = _numberBefore > 0 && of.Equals(_before) ? _numberBefore : NumberOf(of, arrival);
        (_before, _numberBefore) = (_newest, _newestNumber);
        (_newest, _newestNumber) = (of, number);
        return number;
    }

    int NumberOf(TKind of, T arrival)
    {
        if (_numbers.TryGetValue(of, out var number))
            return number;
        _first.Add(arrival);
        return _numbers[of] = _first.Count;
    }

    public override void Write(BulkRows rows)
    {
        for (var i = 0; i < _first.Count; i++)
        {
            rows.Begin();
            rows.Whole(i + 1);
            var first = _first[i];
            foreach (var write in columns)
                write(rows, new ReadOnlySpan<T>(in first));
            rows.End();
        }
    }
}
