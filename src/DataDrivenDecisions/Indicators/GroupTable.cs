using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>Tells what was counted of everyone and of groups, so that no group below the reporting minimum is shown or follows from what is.</summary>
static class GroupTable
{
    /// <summary>The kind of group that is everyone, and the kind of which somebody may be in several.</summary>
    public const string All = "all", Program = "program";

    const decimal Hundred = 100;

    /// <summary>All together first, then the groups kind by kind; none where everyone is too few.</summary>
    /// <param name="of">The test and window, or the class; empty for a number that is told of everyone at once.</param>
    /// <param name="tally">What was counted.</param>
    /// <param name="oneOfEach">The kinds of which everybody has one value; programs come after them.</param>
    /// <param name="isForAnybody">
    /// True where those may read it who see none of the students: then a kind is left out too where exact shares of several kinds together would fix what stands as a bound or a range.
    /// </param>
    public static IReadOnlyList<GroupStanding> Tell(string of, GroupTally tally, IReadOnlyList<string> oneOfEach, bool isForAnybody = false)
    {
        var everyone = tally.Parts;
        if (new GroupSize(everyone.Sum(p => p.Students)).IsSmall)
            return [];
        var all = Told(of, All, "all students", everyone);
        var (told, beside) = (new List<Cell> { new(all, [.. everyone]) }, new List<IReadOnlyCollection<GroupPart>>());
        foreach (var kind in oneOfEach)
        {
            var groups = ToldGroups.OfEverybody(everyone, m => m.In(kind).FirstOrDefault(), CountOf);
            // Kinds cut each other: where the one beside the others gives a few away, what is told already stands alone.
            if (!ToldGroups.MayBeTold(everyone, [.. beside, .. groups.Select(g => g.Members)], CountOf))
                continue;
            var members = groups.ToDictionary(g => g.Value, g => g.Members, StringComparer.Ordinal);
            Cell[] cells = [.. ToldShares.OfEverybody(all, [.. groups.Select(g => Told(of, kind, g.Value, g.Members))]).Select(g => new Cell(g, [.. members[g.Value]]))];
            if (isForAnybody && Fixes(everyone, [.. told, .. cells]))
                continue;
            beside.AddRange(groups.Select(g => g.Members));
            told.AddRange(cells);
        }

        foreach (var (value, members) in ToldGroups.OfSome(everyone, m => m.In(Program), beside, CountOf))
            if (ToldShares.OfSome(all, Told(of, Program, value, members)) is { } group && !(isForAnybody && Fixes(everyone, [.. told, new Cell(group, [.. members])])))
                told.Add(new Cell(group, [.. members]));
        return tally.CountsDays ? [.. WithDays(told, everyone)] : [.. told.Select(c => c.Group)];
    }

    /// <summary>One line with those whom it counts.</summary>
    sealed record Cell(GroupStanding Group, HashSet<GroupPart> Members)
    {
        public bool IsExact => Group.Range is null && ToldShares.RangeOf(Group.Share) is null;

        // A kind's one range holds whichever count its bounds have; of programs each stands for itself.
        public bool IsHidden => Group.Kind != All && !IsExact && (Group.Kind == Program || Group.Range is null);
    }

    static bool Fixes(IReadOnlyCollection<GroupPart> everyone, IReadOnlyList<Cell> told) =>
        Sums.Fix(everyone, [.. told.Where(c => c.IsExact).Select(c => c.Members)], [.. told.Where(c => c.IsHidden).Select(c => c.Members)]);

    /// <summary>Days lost, where those who lost some are enough in the group and outside of it: the days of one would be told by a mean over few.</summary>
    static IEnumerable<GroupStanding> WithDays(List<Cell> told, IReadOnlyCollection<GroupPart> everyone)
    {
        GroupPart[] lost = [.. everyone.Where(p => p.Lost > 0)];
        var names = told.Where(c => c.Group.Kind != All).SelectMany(c => c.Members.Select(m => (Member: m, Name: $"{c.Group.Kind}|{c.Group.Value}"))).ToLookup(m => m.Member, m => m.Name);
        HashSet<string> enough = [.. ToldGroups.OfSome(lost, m => names[m], countOf: p => p.Lost).Select(g => g.Value)];
        var isEnough = !new GroupSize(lost.Sum(p => p.Lost)).IsSmall;
        return told.Select(c => !(c.Group.Kind == All ? isEnough : enough.Contains($"{c.Group.Kind}|{c.Group.Value}")) ? c.Group
            : c.Group with { DaysPerHundred = Hundred * c.Members.Sum(p => p.Days) / c.Group.Students.Students });
    }

    static int CountOf(GroupPart part) => part.Students;

    static GroupStanding Told(string of, string kind, string value, IReadOnlyCollection<GroupPart> members)
    {
        var students = members.Sum(CountOf);
        return new GroupStanding { Of = of, Kind = kind, Value = value, Students = new GroupSize(students), Share = Rate.Of(members.Sum(p => p.Holds), students) };
    }
}
