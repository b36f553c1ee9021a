using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// A hash of all that the warehouse knows now: natural ids and values in sorted order, never surrogate keys, load numbers, lines or times.
/// Two warehouses that know the same have the same, on whichever engines they are.
/// </summary>
sealed class Fingerprint(WarehouseEngine engine, SqlSession session)
{
    const char BetweenValues = (char)31;

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public string Compute() => Of(Parts());

    /// <summary>Each table's own hash, by its name; those that came after warehouses had been hashed only where they hold something.</summary>
    public IReadOnlyList<(string Table, string Hash)> Parts() =>
        [.. Tables.All.Select(t => (Table: t, Hash: Of(t))).Where(t => t.Hash.Length > 0 || !t.Table.IsHashedOnlyWhenFilled).Select(t => (t.Table.Name, t.Hash))];

    static string Of(IEnumerable<(string Table, string Hash)> parts) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts.Select(p => p.Table + ":" + p.Hash)))));

    string Of(EntityTable table)
    {
        var question = engine.Of(InDuckDb(table), Plain(table));
        return engine.HashesItself ? session.Value<string>(question)! : Hashed(question, Values(table).Count());
    }

    // The same hash from the values themselves: an MD5 of each row, the SHA-256 of these in sorted order.
    [SuppressMessage("Security", "CA5351", Justification = "It tells rows apart as DuckDB's md5 does, and keeps nothing secret.")]
    string Hashed(string question, int always)
    {
        var said = new List<string>();
        using var rows = session.Read(question);
        while (rows.Read())
            said.Add(Hex(MD5.HashData(Encoding.UTF8.GetBytes(string.Join(BetweenValues, Enumerable.Range(0, rows.FieldCount).Where(i => i < always || !rows.IsDBNull(i)).Select(i => rows.IsDBNull(i) ? "" : Text(rows.GetValue(i))))))));
        said.Sort(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in said)
            hash.AppendData(Encoding.ASCII.GetBytes(row));
        return said.Count == 0 ? "" : Hex(hash.GetHashAndReset());
    }

    static string Text(object value) => value switch
    {
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    static string InDuckDb(EntityTable table)
    {
        var columns = Values(table).Select(v => $"COALESCE(CAST({v} AS VARCHAR), '')").Concat(Later(table));
        return $"""
            SELECT COALESCE(sha256(string_agg(said, '' ORDER BY said)), '')
            FROM (SELECT md5(concat_ws(chr(31), {string.Join(", ", columns)})) AS said FROM {Rows(table)}) rows_said
            """;
    }

    /// <summary>The values themselves, one column each.</summary>
    internal static string Plain(EntityTable table) => $"SELECT {string.Join(", ", Values(table).Concat(Later(table)).Select((v, i) => string.Create(CultureInfo.InvariantCulture, $"{v} AS v{i}")))} FROM {Rows(table)}";

    static IEnumerable<string> Values(EntityTable table)
    {
        var names = table.References.Select((r, i) => (r.Column, Text: $"r{i}.{r.Entity}_id")).ToDictionary(r => r.Column, r => r.Text, StringComparer.Ordinal);
        return table.Key.Concat(table.Values).Where(c => c != table.OwnKey).Except(table.HashedOnlyWhenFilled).Select(c => names.GetValueOrDefault(c, "t." + c));
    }

    // With its name, so that no value of one such column is taken for another's; nothing where it is blank, and concat_ws passes over nothing.
    static IEnumerable<string> Later(EntityTable table) => table.HashedOnlyWhenFilled.Select(c => $"CASE WHEN t.{c} IS NULL THEN NULL ELSE CONCAT('{c} ', t.{c}) END");

    static string Rows(EntityTable table) => $"wh.{table.Name} t"
        + string.Concat(table.References.Select((r, i) => $" LEFT JOIN wh.{r.Entity} r{i} ON r{i}.{r.Entity}_key = t.{r.Column} AND r{i}.known_to = {LoadWork.Open}"))
        + $" WHERE t.known_to = {LoadWork.Open}";

    static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
