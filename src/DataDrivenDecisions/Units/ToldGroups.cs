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
    /// <param name="countOf">How many a member stands for; each for one where it is left out.</param>
    /// <returns>The largest first; they add up to everyone. None where there is nothing to compare.</returns>
    public static IReadOnlyList<(string Value, IReadOnlyList<T> Members)> OfEverybody<T>(IReadOnlyCollection<T> members, Func<T, string?> valueOf, Func<T, int>? countOf = null)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        (string Value, IReadOnlyList<T> Members, int Count)[] bySize =
        [
            .. members.GroupBy(m => valueOf(m) ?? NotRecorded, StringComparer.Ordinal).Select(g => (g.Key, (IReadOnlyList<T>)[.. g], Count: Sums.Count(g, countOf))).OrderBy(g => g.Count).ThenBy(g => g.Key, StringComparer.Ordinal),
        ];
        var (pooled, inPool) = (0, 0);
        while (pooled < bySize.Length && (IsSmall(bySize[pooled].Count) || (pooled > 0 && IsSmall(inPool))))
            inPool += bySize[pooled++].Count;
        (string, IReadOnlyList<T>)[] told = [.. bySize.Skip(pooled).Reverse().Select(g => (g.Value, g.Members)), .. pooled == 0 ? [] : ((string, IReadOnlyList<T>)[])[(Smaller, [.. bySize.Take(pooled).SelectMany(g => g.Members)])]];
        return told.Length > 1 ? told : [];
    }

    /// <summary>
    /// Groups of which somebody may belong to several or none: one is told where it and everyone else are both no smaller than the reporting minimum, and where no sum or difference of what is told then leaves fewer.
    /// </summary>
    /// <param name="members">Everyone, each once.</param>
    /// <param name="valuesOf">The groups of each.</param>
    /// <param name="beside">Who belongs to each of the groups of other kinds that are told already.</param>
    /// <param name="countOf">How many a member stands for; each for one where it is left out.</param>
    /// <returns>The largest first.</returns>
    public static IReadOnlyList<(string Value, IReadOnlyList<T> Members)> OfSome<T>(
        IReadOnlyCollection<T> members, Func<T, IEnumerable<string>> valuesOf, IEnumerable<IReadOnlyCollection<T>>? beside = null, Func<T, int>? countOf = null)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(members);
        HashSet<T>[] others = [.. (beside ?? []).Select(g => g.ToHashSet())];
        var everyone = Sums.Count(members, countOf);
        (string Value, HashSet<T> Members)[] large =
        [
            .. members.SelectMany(m => valuesOf(m).Distinct(StringComparer.Ordinal).Select(value => (Value: value, Member: m))).GroupBy(m => m.Value, m => m.Member, StringComparer.Ordinal)
                .Select(g => (g.Key, Members: g, Count: Sums.Count(g, countOf))).Where(g => !IsSmall(g.Count) && !IsSmall(everyone - g.Count)).OrderBy(g => g.Count).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (g.Key, g.Members.ToHashSet())),
        ];
        var told = new List<(string Value, HashSet<T> Members)>();
        // Who gives nobody away among more is safe among fewer: all are tried at once, and only where that gives a few away in halves, down to the one that is left out.
        for (var (at, many) = (0, large.Length); at < large.Length;)
        {
            var tried = large[at..Math.Min(at + many, large.Length)];
            if (!Sums.GiveAway(members, [.. others, .. told.Select(g => g.Members), .. tried.Select(g => g.Members)], countOf))
            {
                told.AddRange(tried);
                at += tried.Length;
                many *= 2;
            }
            else if (tried.Length == 1)
                (at, many) = (at + 1, 1);
            else
                many = tried.Length / 2;
        }

        return [.. told.OrderByDescending(g => Sums.Count(g.Members, countOf)).ThenBy(g => g.Value, StringComparer.Ordinal).Select(g => (g.Value, (IReadOnlyList<T>)[.. g.Members]))];
    }

    /// <summary>True where groups may be told beside each other: no sum or difference of them and of everyone is the figure of a few.</summary>
    /// <param name="members">Everyone, each once.</param>
    /// <param name="groups">Who belongs to each of the groups.</param>
    /// <param name="countOf">How many a member stands for; each for one where it is left out.</param>
    public static bool MayBeTold<T>(IReadOnlyCollection<T> members, IEnumerable<IReadOnlyCollection<T>> groups, Func<T, int>? countOf = null)
        where T : notnull => !Sums.GiveAway(members, [.. groups.Select(g => g.ToHashSet())], countOf);

    static bool IsSmall(int members) => new GroupSize(members).IsSmall;
}
