using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting.Capacity;

/// <summary>A group's share of the list beside its share of those who are expected to have trouble; groups are only looked at, and never counted in the order.</summary>
/// <param name="Kind">"race", "sex", "program".</param>
/// <param name="Value">The group.</param>
/// <param name="Students">How many of those who could be on the list belong to it.</param>
/// <param name="OnList">How many of them are on it.</param>
/// <param name="ListLength">How many are on it in all.</param>
/// <param name="Expected">For how many of the group the concern named beside them is expected to come true.</param>
/// <param name="ExpectedInAll">The same of everyone.</param>
public sealed record CapacityGroup(string Kind, string Value, GroupSize Students, int OnList, int ListLength, double Expected, double ExpectedInAll)
{
    /// <summary>What those are called of whom no source says it.</summary>
    public const string NotRecorded = "not recorded";

    /// <summary>What groups below the reporting minimum are shown as.</summary>
    public const string Smaller = "smaller groups together";

    public Rate OfList => Rate.Of(OnList, ListLength);

    public Rate OfExpected => Rate.Of((decimal)Math.Min(Expected, ExpectedInAll), (decimal)ExpectedInAll);

    /// <summary>
    /// A kind of which everybody has one value: groups below the reporting minimum are told together, with the next larger one where they are too few even then, so that no difference gives them away.
    /// </summary>
    /// <returns>The largest first; they add up to everyone. None where there is nothing to compare.</returns>
    public static IReadOnlyList<CapacityGroup> OfEverybody(string kind, Func<int, string?> valueOf, IReadOnlyCollection<CapacityStudent> students, IReadOnlySet<int> onList)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        CapacityStudent[][] bySize = [.. students.GroupBy(s => valueOf(s.StudentKey) ?? NotRecorded, StringComparer.Ordinal).OrderBy(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToArray())];
        var pooled = 0;
        while (pooled < bySize.Length && (IsSmall(bySize[pooled]) || (pooled > 0 && IsSmall([.. bySize.Take(pooled).SelectMany(s => s)]))))
            pooled++;
        IEnumerable<CapacityGroup> large = bySize.Skip(pooled).Reverse().Select(g => Of(kind, valueOf(g[0].StudentKey) ?? NotRecorded, g, students, onList));
        CapacityGroup[] all = pooled == 0 ? [.. large] : [.. large, Of(kind, Smaller, [.. bySize.Take(pooled).SelectMany(s => s)], students, onList)];
        return all.Length > 1 ? all : [];
    }

    /// <summary>A kind of which somebody may have several values or none: a group is told where it and everyone else are both no smaller than the reporting minimum.</summary>
    public static IReadOnlyList<CapacityGroup> OfSome(string kind, ILookup<int, string> valuesOf, IReadOnlyCollection<CapacityStudent> students, IReadOnlySet<int> onList) =>
    [
        .. students.SelectMany(s => valuesOf[s.StudentKey].Distinct(StringComparer.Ordinal).Select(value => (Value: value, Student: s))).GroupBy(m => m.Value, m => m.Student, StringComparer.Ordinal)
            .Where(g => g.Count() is var n && !new GroupSize(n).IsSmall && !new GroupSize(students.Count - n).IsSmall).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Of(kind, g.Key, [.. g], students, onList)),
    ];

    static bool IsSmall(CapacityStudent[] group) => new GroupSize(group.Length).IsSmall;

    static CapacityGroup Of(string kind, string value, CapacityStudent[] group, IReadOnlyCollection<CapacityStudent> students, IReadOnlySet<int> onList) => new(
        kind, value, new GroupSize(group.Length), group.Count(s => onList.Contains(s.StudentKey)), students.Count(s => onList.Contains(s.StudentKey)),
        group.Sum(s => s.Leading.Chance.Value), students.Sum(s => s.Leading.Chance.Value));
}
