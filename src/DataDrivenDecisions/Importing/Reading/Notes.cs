namespace DataDrivenDecisions.Importing.Reading;

/// <summary>Things worth telling about a file's rows, counted instead of listed.</summary>
internal sealed class Notes
{
    readonly Dictionary<string, (long Count, long FirstLine, long LastLine)> _seen = new(StringComparer.Ordinal);

    /// <summary>Counts one row, once however often it did so: what it did, as the end of the sentence "3 rows …".</summary>
    public void Count(string what, long line) =>
        _seen[what] = !_seen.TryGetValue(what, out var seen) ? (1, line, line) : seen.LastLine == line ? seen : (seen.Count + 1, seen.FirstLine, line);

    /// <summary>The sentences.</summary>
    public IReadOnlyList<string> Sentences =>
        [.. _seen.Select(s => FormattableString.Invariant($"{s.Value.Count:N0} {(s.Value.Count == 1 ? "row" : "rows")} {s.Key} (first on line {s.Value.FirstLine})."))];
}
