using System.Globalization;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Which of several rows about the same thing is taken: one that keeps it before one that ends it, one that says more before one that says less, then by
/// what they say in sorted order. One that does not know what it says comes after those that do. Where a source may say several things of one key, the weightiest comes before all others. The order of rows in a file says nothing, so that a file sorted otherwise gives the same warehouse.
/// </summary>
sealed class Precedence(LoadWork work, EntityTable table)
{
    const string Manifold = "manifold";

    const int LeastWeight = 99;

    // Keys are given out as rows come, so what a row points to is compared by its id.
    IReadOnlyList<(Reference Reference, string Alias)> Pointed => [.. table.References.Where(r => !r.IsKey).Select((r, i) => (r, $"pointed{i}"))];

    IEnumerable<string> Plain => table.Columns.Where(c => !c.IsKey).Select(c => c.Name);

    /// <summary>What the rows of one key are sorted by; files keep their order in the delivery.</summary>
    public string Order(string row)
    {
        string[] said = [.. Plain.Select(c => $"CAST({row}.{c} AS NVARCHAR(4000))"), .. Pointed.Select(p => $"{p.Alias}.id"), .. table.OwnId is { } own ? [$"{row}.{own}"] : Array.Empty<string>()];
        // A link says nothing but its key, and SQL Server sorts by no constant.
        string[] blanks = said.Length == 0 ? [] : [string.Join(" + ", said.Select(s => $"CASE WHEN {s} IS NULL THEN 1 ELSE 0 END"))];
        return string.Join(", ", [.. Weights(row), .. Knowing(row), $"{row}.file_number", $"{row}.ends", .. blanks, .. said.Select(s => $"COALESCE({s}, '')"), $"{row}.seq"]);
    }

    // A row that only says that something is over weighs nothing.
    IEnumerable<string> Weights(string row) => table.Weight.Select(w => $"CASE WHEN {Manifold}.is_manifold = 1 AND {row}.ends = 0 THEN {string.Format(CultureInfo.InvariantCulture, w, row)} ELSE {LeastWeight} END");

    IEnumerable<string> Knowing(string row) => IsUnknowing(table, row) is { } isUnknowing ? [$"CASE WHEN {isUnknowing} THEN 1 ELSE 0 END"] : [];

    /// <summary>When a row does not know what it says, in SQL; null where every row of the table knows.</summary>
    public static string? IsUnknowing(EntityTable table, string row) =>
        table.Unknowing is { } when ? $"({row}.ends = 0 AND {string.Format(CultureInfo.InvariantCulture, when, row)})" : null;

    /// <summary>What the sorting needs beside the rows.</summary>
    public string Joins(string row) => string.Join(' ', (table.Weight.Count == 0 ? [] : (string[])[$"JOIN {work.T("file_info")} {Manifold} ON {Manifold}.file_number = {row}.file_number"]).Concat(Pointed.Select(p => $"""
        LEFT JOIN (SELECT entity_key, MIN(id) AS id FROM {work.T("known_id")} WHERE entity = '{p.Reference.Entity}' GROUP BY entity_key) {p.Alias}
               ON {p.Alias}.entity_key = {row}.{p.Reference.Column}
        """)));
}
