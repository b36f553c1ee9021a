using System.Runtime.InteropServices;

namespace DataDrivenDecisions.Units;

/// <summary>What follows from sums that are told: the attack that a reader with pencil and paper can make.</summary>
static class Sums
{
    const double Nothing = 1e-9;

    /// <summary>Beyond so many ways of putting small parts together nobody tells whether one gives a few away: then it is taken to.</summary>
    const int MostFree = 16;

    /// <summary>Numbers that an elimination may hold; a table of more groups and parts than that is taken to give a few away.</summary>
    const long MostHeld = 10_000_000;

    /// <summary>
    /// True where the figures of everyone and of the groups fix that of fewer than the reporting minimum. Those who belong to the same groups are one part, each figure is a sum over parts, and whatever is a
    /// linear combination of what is told is known. A few are given away where such a combination is the plain sum of parts that are together too small, of one part or of several.
    /// </summary>
    /// <param name="members">Everyone, each once.</param>
    /// <param name="told">Who belongs to each group that is told.</param>
    /// <param name="countOf">How many a member stands for; each for one where it is left out.</param>
    public static bool GiveAway<T>(IReadOnlyCollection<T> members, IReadOnlyList<IReadOnlySet<T>> told, Func<T, int>? countOf = null)
        where T : notnull
    {
        // Large parts first: what is left without them after elimination speaks of small parts alone.
        Part[] parts = [.. Parts(members, told, countOf).OrderBy(p => IsSmall(p.Count)).ThenBy(p => p.Name, StringComparer.Ordinal)];
        var large = parts.Count(p => !IsSmall(p.Count));
        if (large == parts.Length)
            return false;
        if (parts.LongLength * (told.Count + 1) > MostHeld)
            return true;
        double[][] ofSmall = [.. Reduced(Rows(parts, told.Count)).Where(row => Lead(row) >= large)];
        return ofSmall.Length > MostFree || Enumerable.Range(1, (1 << ofSmall.Length) - 1).Any(chosen => IsSumOfFew(ofSmall, chosen, parts));
    }

    /// <summary>
    /// True where what is told as it is fixes a figure of the hidden groups, of one or of several together: a linear combination of hidden groups that is no combination of nothing is one of what is told.
    /// </summary>
    /// <param name="members">Everyone, each once.</param>
    /// <param name="exact">Who belongs to each group whose figure is told as it is; everyone's is known besides.</param>
    /// <param name="hidden">Who belongs to each group whose figure must not follow.</param>
    public static bool Fix<T>(IReadOnlyCollection<T> members, IReadOnlyList<IReadOnlySet<T>> exact, IReadOnlyList<IReadOnlySet<T>> hidden)
        where T : notnull
    {
        if (hidden.Count == 0)
            return false;
        IReadOnlySet<T>[] all = [.. exact, .. hidden];
        Part[] parts = [.. Parts(members, all, null)];
        if (parts.LongLength * (all.Length + 1) > MostHeld)
            return true;
        var known = 1 + exact.Count; // everyone's figure stands first
        int Rank(Range rows) => Reduced(Rows(parts, all.Length)[rows]).Count;
        return Rank(..) < Rank(..known) + Rank(known..);
    }

    /// <summary>How many members stand for.</summary>
    internal static int Count<T>(IEnumerable<T> members, Func<T, int>? countOf) => countOf is null ? members.Count() : members.Sum(countOf);

    /// <summary>Those who belong to the same groups: the groups' places, a name made of them, and how many they are.</summary>
    sealed record Part(string Name, IReadOnlyList<int> Groups, int Count);

    // Of each member its groups alone are held: one of a state's thousands of schools is one number, and not a place for each of them.
    static IEnumerable<Part> Parts<T>(IReadOnlyCollection<T> members, IReadOnlyList<IReadOnlySet<T>> groups, Func<T, int>? countOf)
        where T : notnull
    {
        var groupsOf = new Dictionary<T, List<int>>();
        foreach (var (place, group) in groups.Index())
            foreach (var member in group)
                (CollectionsMarshal.GetValueRefOrAddDefault(groupsOf, member, out _) ??= []).Add(place);
        return members.GroupBy(m => groupsOf.TryGetValue(m, out var hers) ? string.Join(' ', hers) : "", StringComparer.Ordinal)
            .Select(same => new Part(same.Key, groupsOf.GetValueOrDefault(same.First()) ?? [], Count(same, countOf)));
    }

    /// <summary>A row over the parts for everyone and one for each group: 1 for a part that it counts.</summary>
    static List<double[]> Rows(IReadOnlyList<Part> parts, int groups)
    {
        List<double[]> rows = [[.. parts.Select(_ => 1.0)], .. Enumerable.Range(0, groups).Select(_ => new double[parts.Count])];
        foreach (var (place, part) in parts.Index())
            foreach (var group in part.Groups)
                rows[1 + group][place] = 1;
        return rows;
    }

    // In reduced rows each leading part stands in one row alone: a plain sum of parts takes each row once or not at all.
    static bool IsSumOfFew(double[][] rows, int chosen, Part[] parts)
    {
        var people = 0;
        for (var at = 0; at < parts.Length; at++)
        {
            double times = 0;
            for (var row = 0; row < rows.Length; row++)
                if ((chosen >> row & 1) == 1)
                    times += rows[row][at];
            if (Math.Abs(times) > Nothing && Math.Abs(times - 1) > Nothing)
                return false;
            people += times > 0.5 ? parts[at].Count : 0;
        }

        return IsSmall(people);
    }

    /// <summary>The rows in reduced echelon form (Gauss and Jordan), without those that are sums of others.</summary>
    static List<double[]> Reduced(List<double[]> rows)
    {
        var reduced = new List<double[]>();
        var width = rows[0].Length;
        for (var column = 0; column < width && rows.Count > 0; column++)
        {
            if (rows.Where(r => Math.Abs(r[column]) > Nothing).MaxBy(r => Math.Abs(r[column])) is not { } pivot)
                continue;
            rows.Remove(pivot);
            double[] row = [.. pivot.Select(v => v / pivot[column])];
            int[] places = [.. Enumerable.Range(0, width).Where(i => row[i] != 0)]; // a school's row is nothing nearly everywhere
            foreach (var other in rows.Concat(reduced).Where(r => Math.Abs(r[column]) > Nothing))
            {
                var times = other[column];
                foreach (var i in places)
                    other[i] -= times * row[i];
            }

            reduced.Add(row);
        }

        return reduced;
    }

    static int Lead(double[] row) => Array.FindIndex(row, v => Math.Abs(v) > Nothing);

    static bool IsSmall(int members) => new GroupSize(members).IsSmall;
}
