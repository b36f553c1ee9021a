using System.Globalization;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Whether two staged rows of a delivery name the same things and say the same key, asked of some millions of rows at a time: the keys of a state's marks are more than an engine holds at once.
/// </summary>
sealed class StagedRepeats(LoadWork work)
{
    const long RowsAtOnce = 4_000_000;

    /// <summary>True when two rows share a key.</summary>
    /// <param name="table">The table.</param>
    /// <param name="which">Which of its rows, by the alias <c>s</c>; null for all.</param>
    public bool Any(EntityTable table, string? which)
    {
        string[] key = [.. table.References.Where(r => r.IsKey).Select(r => r.Staged), .. table.Columns.Where(c => c.IsKey).Select(c => c.Name)];
        return Parts(table).Any(part => work.Session.Value<long>($"""
            SELECT COUNT(*)
            FROM (SELECT COUNT(*) AS same FROM {work.Stage(table)} s WHERE {part}{(which is null ? "" : $" AND {which}")}
                  GROUP BY {string.Join(", ", key)}
                  HAVING COUNT(*) > 1) repeats
            """) > 0);
    }

    // Rows that share a key point to the same first thing, so they are in one part; things are numbered as they are named, and what stands together in a file lies together.
    IEnumerable<string> Parts(EntityTable table)
    {
        var atOnce = work.Batch.RowsAtOnce ?? RowsAtOnce;
        if (table.References.FirstOrDefault(r => r.IsKey)?.Staged is not { } first
            || work.Session.First<Span>($"SELECT MIN(s.{first}) AS First, MAX(s.{first}) AS Last, COUNT(*) AS \"Rows\" FROM {work.StageUnfolded(table)} s") is not { First: { } least, Last: { } most } span
            || span.Rows <= atOnce)
            return ["1 = 1"];
        var length = Math.Max(1, (most - least) / ((span.Rows + atOnce - 1) / atOnce) + 1);
        return Stretches(first, least, most, length);
    }

    static IEnumerable<string> Stretches(string column, long first, long last, long length)
    {
        yield return $"s.{column} IS NULL";
        for (var from = first; from <= last; from += length)
            yield return string.Create(CultureInfo.InvariantCulture, $"s.{column} BETWEEN {from} AND {Math.Min(last, from + length - 1)}");
    }

    sealed record Span
    {
        public long? First { get; init; }
        public long? Last { get; init; }
        public long Rows { get; init; }
    }
}
