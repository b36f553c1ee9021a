using System.Text.Json;

namespace DataDrivenDecisions.Importing;

/// <summary>Columns that are kept whole for later use, as a text that is the same in whatever order the file has them.</summary>
internal static class KeptColumns
{
    /// <summary>A JSON object of the columns in the order of their names; of two columns of one name, the first.</summary>
    /// <param name="columns">Header and value of each filled column.</param>
    /// <param name="lists">Where one field may hold a list: what stands between its values.</param>
    public static string Json(IEnumerable<KeyValuePair<string, string>> columns, char? lists = null)
    {
        var kept = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in columns)
            kept.TryAdd(name, lists is { } between && value.Split(between) is [_, _, ..] list ? list : value);
        return JsonSerializer.Serialize(kept);
    }
}
