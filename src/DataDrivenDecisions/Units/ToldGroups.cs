namespace DataDrivenDecisions.Units;

/// <summary>Which groups of some members may be told beside each other, so that none below the reporting minimum is shown and none follows from a difference.</summary>
public static class ToldGroups
{
    /// <summary>What those are called of whom no source says it.</summary>
    public const string NotRecorded = "not recorded";

    /// <summary>What groups below the reporting minimum are shown as.</summary>
    public const string Smaller = "smaller groups together";

    /// <summary>
    /// Groups of which everybody belongs to one: those below the reporting minimum are told together, with the next larger one where they are too few even then.
    /// </summary>
    /// <param name="members">Everyone, each once.</param>
    /// <param name="valueOf">The group of each; null where no source says it.</param>
    /// <returns>The largest first; they add up to everyone. None where there is nothing to compare.</returns>
    public static IReadOnlyList<(string Value, IReadOnlyList<T> Members)> OfEverybody<T>(IReadOnlyCollection<T> members, Func<T, string?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        (string Value, IReadOnlyList<T> Members)[] bySize = [.. members.GroupBy(m => valueOf(m) ?? NotRecorded, StringComparer.Ordinal).OrderBy(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, (IReadOnlyList<T>)[.. g]))];
        var pooled = 0;
        while (pooled < bySize.Length && (IsSmall(bySize[pooled].Members.Count) || (pooled > 0 && IsSmall(bySize.Take(pooled).Sum(g => g.Members.Count)))))
            pooled++;
        (string, IReadOnlyList<T>)[] told = [.. bySize.Skip(pooled).Reverse(), .. pooled == 0 ? [] : ((string, IReadOnlyList<T>)[])[(Smaller, [.. bySize.Take(pooled).SelectMany(g => g.Members)])]];
        return told.Length > 1 ? told : [];
    }

    /// <summary>
    /// Groups of which somebody may belong to several or none: one is told where it and everyone else are both no smaller than the reporting minimum, and where no sum or difference of what is told then leaves fewer.
    /// </summary>
    /// <param name="members">Everyone, each once.</param>
    /// <param name="valuesOf">The groups of each.</param>
    /// <returns>The largest first.</returns>
    public static IReadOnlyList<(string Value, IReadOnlyList<T> Members)> OfSome<T>(IReadOnlyCollection<T> members, Func<T, IEnumerable<string>> valuesOf)
    {
        ArgumentNullException.ThrowIfNull(members);
        var large = members.SelectMany(m => valuesOf(m).Distinct(StringComparer.Ordinal).Select(value => (Value: value, Member: m))).GroupBy(m => m.Value, m => m.Member, StringComparer.Ordinal)
            .Where(g => !IsSmall(g.Count()) && !IsSmall(members.Count - g.Count())).OrderBy(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal);
        var told = new List<(string Value, HashSet<T> Members)>();
        foreach (var group in large)
        {
            told.Add((group.Key, [.. group]));
            if (GivesAway(members, told))
                told.RemoveAt(told.Count - 1);
        }

        return [.. told.OrderByDescending(g => g.Members.Count).ThenBy(g => g.Value, StringComparer.Ordinal).Select(g => (g.Value, (IReadOnlyList<T>)[.. g.Members]))];
    }

    /// <summary>
    /// True where the counts of everyone and of the groups fix the count of a few. Those who belong to the same groups are one part, each count is a sum of parts, and a part is known
    /// where it is a linear combination of what is told.
    /// </summary>
    static bool GivesAway<T>(IReadOnlyCollection<T> members, List<(string Value, HashSet<T> Members)> told)
    {
        (string Groups, int Count)[] parts = [.. members.CountBy(m => string.Concat(told.Select(g => g.Members.Contains(m) ? '1' : '0')), StringComparer.Ordinal).Select(p => (p.Key, p.Value))];
        var known = new List<double[]>();
        Learn([.. parts.Select(_ => 1.0)]);
        for (var g = 0; g < told.Count; g++)
            Learn([.. parts.Select(p => p.Groups[g] == '1' ? 1.0 : 0)]);
        return parts.Select((p, at) => (p.Count, Alone: parts.Select((_, other) => other == at ? 1.0 : 0).ToArray())).Any(p => IsSmall(p.Count) && Rest(p.Alone).All(v => Math.Abs(v) < 1e-9));

        void Learn(double[] sum)
        {
            if (Rest(sum) is var rest && rest.Any(v => Math.Abs(v) > 1e-9))
                known.Add(rest);
        }

        // What is left of a sum when all that is known is taken out of it, one leading part after the other.
        double[] Rest(double[] sum)
        {
            double[] rest = [.. sum];
            foreach (var row in known)
            {
                var lead = Array.FindIndex(row, v => Math.Abs(v) > 1e-9);
                var times = rest[lead] / row[lead];
                for (var i = 0; i < rest.Length; i++)
                    rest[i] -= times * row[i];
            }

            return rest;
        }
    }

    static bool IsSmall(int members) => new GroupSize(members).IsSmall;
}
