namespace DataDrivenDecisions.Importing.Formats;

/// <summary>What the codes of one column or descriptor mean here. A code that is not in the table is told with its count, and never taken for anything good.</summary>
/// <typeparam name="T">The meaning.</typeparam>
/// <param name="name">What the code says, in words for the report: "attendance category".</param>
/// <param name="unknown">What an unmapped code counts as.</param>
/// <param name="words">The same for the report: "unknown".</param>
/// <param name="codes">The known codes, in any case.</param>
public sealed class CodeTable<T>(string name, T unknown, string words, params (string Code, T Meaning)[] codes)
{
    readonly Dictionary<string, T> _meanings = codes.ToDictionary(c => c.Code, c => c.Meaning, StringComparer.OrdinalIgnoreCase);

    /// <summary>The known codes and what they mean, in any case.</summary>
    internal IReadOnlyDictionary<string, T> Meanings => _meanings;

    /// <summary>What a code means.</summary>
    public T Of(Row row, string code) => _meanings.TryGetValue(code, out var meaning) ? meaning : NotMapped(row, code);

    /// <summary>What a code counts as that the table has not, told with its count.</summary>
    internal T NotMapped(Row row, string code)
    {
        ArgumentNullException.ThrowIfNull(row);
        row.Note($"had the {name} \"{code}\", which is not mapped; it counts as {words}");
        return unknown;
    }

    /// <summary>True when the table has the code.</summary>
    public bool Knows(string code) => _meanings.ContainsKey(code);
}
