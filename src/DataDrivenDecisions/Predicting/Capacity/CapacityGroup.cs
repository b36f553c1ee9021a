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
    public Rate OfList => Rate.Of(OnList, ListLength);

    public Rate OfExpected => Rate.Of((decimal)Math.Min(Expected, ExpectedInAll), (decimal)ExpectedInAll);

    /// <summary>A kind of which everybody has one value.</summary>
    /// <returns>The largest first; they add up to everyone. None where there is nothing to compare.</returns>
    public static IReadOnlyList<CapacityGroup> OfEverybody(string kind, Func<int, string?> valueOf, IReadOnlyCollection<CapacityStudent> students, IReadOnlySet<int> onList)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        return [.. ToldGroups.OfEverybody(students, s => valueOf(s.StudentKey)).Select(g => Of(kind, g.Value, g.Members, students, onList))];
    }

    /// <summary>A kind of which somebody may have several values or none.</summary>
    public static IReadOnlyList<CapacityGroup> OfSome(string kind, ILookup<int, string> valuesOf, IReadOnlyCollection<CapacityStudent> students, IReadOnlySet<int> onList) =>
        [.. ToldGroups.OfSome(students, s => valuesOf[s.StudentKey]).Select(g => Of(kind, g.Value, g.Members, students, onList))];

    static CapacityGroup Of(string kind, string value, IReadOnlyList<CapacityStudent> group, IReadOnlyCollection<CapacityStudent> students, IReadOnlySet<int> onList) => new(
        kind, value, new GroupSize(group.Count), group.Count(s => onList.Contains(s.StudentKey)), students.Count(s => onList.Contains(s.StudentKey)),
        group.Sum(s => s.Leading.Chance.Value), students.Sum(s => s.Leading.Chance.Value));
}
