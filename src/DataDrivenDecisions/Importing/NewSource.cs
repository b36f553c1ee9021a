namespace DataDrivenDecisions.Importing;

/// <summary>A delivery that ends what it does not name, from a source of which nobody has heard: what it names no more stays, since only its own source can end it.</summary>
public static class NewSource
{
    const int Named = 3;
    const string Beginning = "This comes as a new source ";

    /// <summary>True for the warning of this, among all that a delivery has: pages show it by itself.</summary>
    public static bool IsIts(string warning)
    {
        ArgumentNullException.ThrowIfNull(warning);
        return warning.StartsWith(Beginning, StringComparison.Ordinal);
    }

    /// <summary>What a person should know about it; nothing for a known source, and where no other brings the like.</summary>
    /// <param name="source">Where the delivery comes from.</param>
    /// <param name="wholes">The formats of those of its files that stand for the whole of their kind.</param>
    /// <param name="known">The sources with the formats that they have brought.</param>
    internal static IReadOnlyList<string> Warnings(string source, IReadOnlyCollection<string> wholes, Func<IReadOnlyList<KnownSource>> known)
    {
        if (wholes.Count == 0)
            return [];
        var all = known();
        string[] others =
        [
            .. all.Where(k => wholes.Contains(k.Format)).GroupBy(k => k.Source, StringComparer.Ordinal)
                .OrderByDescending(s => s.Count()).ThenBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Key).Take(Named),
        ];
        if (others.Length == 0 || all.Any(k => k.Source == source))
            return [];
        return
        [
            $"{Beginning}“{source}”: nothing that source {string.Join(" or ", others.Select(o => $"“{o}”"))} brought will end. "
                + $"If it is the same export, choose “{others[0]}” as its source, or say --source \"{others[0]}\".",
        ];
    }
}
