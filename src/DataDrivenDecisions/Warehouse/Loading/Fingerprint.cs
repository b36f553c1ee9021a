using System.Security.Cryptography;
using System.Text;
using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// A hash of all that the warehouse knows now: natural ids and values in sorted order, never surrogate keys, load numbers, lines or times.
/// Two warehouses that know the same have the same.
/// </summary>
sealed class Fingerprint(SqlSession session)
{
    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public string Compute()
    {
        var parts = Tables.All.Select(t => (Table: t, Hash: Of(t))).Where(t => t.Hash.Length > 0 || !t.Table.IsHashedOnlyWhenFilled)
            .Select(t => t.Table.Name + ":" + t.Hash).ToList();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }

    string Of(EntityTable table)
    {
        var names = table.References.Select((r, i) => (r.Column, Text: $"r{i}.{r.Entity}_id")).ToDictionary(r => r.Column, r => r.Text, StringComparer.Ordinal);
        var columns = table.Key.Concat(table.Values).Where(c => c != table.OwnKey).Select(c => $"COALESCE(CAST({names.GetValueOrDefault(c, "t." + c)} AS VARCHAR), '')");
        var joins = table.References.Select((r, i) => $" LEFT JOIN wh.{r.Entity} r{i} ON r{i}.{r.Entity}_key = t.{r.Column} AND r{i}.known_to = {LoadWork.Open}");
        return session.Value<string>($"""
            SELECT COALESCE(sha256(string_agg(said, '' ORDER BY said)), '')
            FROM (SELECT md5(concat_ws(chr(31), {string.Join(", ", columns)})) AS said FROM wh.{table.Name} t{string.Concat(joins)} WHERE t.known_to = {LoadWork.Open}) rows_said
            """)!;
    }
}
