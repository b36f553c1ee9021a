using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>What is asked of a table: a column's mean, or its share of another column, over all rows and by group, and how it moves with a third.</summary>
public sealed record TableQuestion
{
    /// <summary>The column of numbers that is averaged; with <see cref="Whole"/> it is the part.</summary>
    public required string Of { get; init; }

    /// <summary>The column of which <see cref="Of"/> is a part: shares are pooled, part with part and whole with whole.</summary>
    public string? Whole { get; init; }

    /// <summary>The column that names the groups.</summary>
    public string? By { get; init; }

    /// <summary>The column across which the trend is drawn.</summary>
    public string? Over { get; init; }
}

/// <summary>Counts, means or pooled shares of a table's rows by group, and the trend over another column: plain figures, with how many rows stand behind each.</summary>
public sealed record TableSummary
{
    /// <summary>One group of rows.</summary>
    /// <param name="Name">The group, or "all".</param>
    /// <param name="Rows">Its rows, blanks too.</param>
    /// <param name="Mean">The mean of the rows that have a number.</param>
    /// <param name="Share">The pooled share of the rows that have both numbers; null where no whole was named.</param>
    public sealed record Group(string Name, long Rows, Mean Mean, Rate? Share);

    public required Group All { get; init; }

    /// <summary>The groups by name; numbers in their order.</summary>
    public required IReadOnlyList<Group> Groups { get; init; }

    /// <summary>Null where none was asked for, or all rows stand at one place.</summary>
    public Trend? Trend { get; init; }

    /// <summary>Answers the question. A blank, NA or a word in a column of numbers is no number, and is never read as zero.</summary>
    /// <exception cref="ArgumentException">A named column is not in the table; the message lists those that are.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A part is larger than its whole, or one of the two is negative.</exception>
    public static TableSummary Of(FlatTable table, TableQuestion question)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(question);
        var (of, whole, by, over) = (Place(table, question.Of), Place(table, question.Whole), Place(table, question.By), Place(table, question.Over));
        return new TableSummary
        {
            All = Tell("all", table.Rows, of!.Value, whole),
            Groups = by is null ? [] : [.. table.Rows.GroupBy(r => r[by.Value]?.Trim() ?? "").OrderBy(g => Number(g.Key) ?? decimal.MaxValue).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => Tell(g.Key, [.. g], of.Value, whole))],
            Trend = over is null ? null : Units.Trend.Through(table.Rows.Select(r => (Across: Number(r[over.Value]), Up: Number(r[of.Value]))).Where(p => p is { Across: not null, Up: not null }).Select(p => (p.Across!.Value, p.Up!.Value))),
        };
    }

    static Group Tell(string name, IReadOnlyList<IReadOnlyList<string?>> rows, int of, int? whole) => new(
        name, rows.Count, Mean.Of(rows.Select(r => Number(r[of])).OfType<decimal>()),
        whole is null ? null : Rate.Pool(rows.Select(r => (Part: Number(r[of]), Whole: Number(r[whole.Value]))).Where(r => r is { Part: not null, Whole: not null }).Select(r => Rate.Of(r.Part!.Value, r.Whole!.Value))));

    static int? Place(FlatTable table, string? column) => column is null ? null
        : table.Find(column) is >= 0 and var at ? at
        : throw new ArgumentException($"There is no column {column}. The table has: {string.Join(", ", table.Columns)}.");

    static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
