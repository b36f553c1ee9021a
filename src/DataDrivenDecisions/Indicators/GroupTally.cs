using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>Students who belong to the same groups, counted together: a table of groups is made of nothing else, however many students there are.</summary>
sealed class GroupPart(IReadOnlyList<(string Kind, string Value)> groups)
{
    public int Students { get; private set; }

    /// <summary>Those of whom what is counted holds.</summary>
    public int Holds { get; private set; }

    /// <summary>Those who lost days.</summary>
    public int Lost { get; private set; }
    public decimal Days { get; private set; }

    public IReadOnlyList<(string Kind, string Value)> Groups => groups;

    /// <summary>The groups of a kind to which they belong.</summary>
    public IEnumerable<string> In(string kind) => groups.Where(g => g.Kind == kind).Select(g => g.Value);

    public void Add(Counted one)
    {
        Students++;
        Holds += one.Holds ? 1 : 0;
        Lost += one.Days > 0 ? 1 : 0;
        Days += one.Days ?? 0;
    }

    public void Add(GroupPart other)
    {
        Students += other.Students;
        Holds += other.Holds;
        Lost += other.Lost;
        Days += other.Days;
    }
}

/// <summary>What is counted for one figure, by the groups to which students belong.</summary>
sealed class GroupTally
{
    readonly Dictionary<string, GroupPart> _parts = new(StringComparer.Ordinal);

    /// <summary>True where days are counted beside students.</summary>
    public bool CountsDays { get; private set; }

    public IReadOnlyCollection<GroupPart> Parts => _parts.Values;

    /// <summary>Counts a set by the groups of its members, each on her own day.</summary>
    public static GroupTally Of(CountedSet set, GroupsOfStudents groups)
    {
        var tally = new GroupTally();
        foreach (var one in set.Members)
        {
            tally.CountsDays |= one.Days is not null;
            var (name, of) = groups.Of(one.StudentKey, one.Day);
            tally.Part(name, of).Add(one);
        }

        return tally;
    }

    /// <summary>Adds what was counted of other students.</summary>
    public void Add(GroupTally other)
    {
        CountsDays |= other.CountsDays;
        foreach (var (name, part) in other._parts)
            Part(name, part.Groups).Add(part);
    }

    GroupPart Part(string name, IReadOnlyList<(string Kind, string Value)> groups) => _parts.TryGetValue(name, out var part) ? part : _parts[name] = new GroupPart(groups);
}

/// <summary>To which groups students belong on a day: their own, by race, sex and program, and those of the place at which they are counted.</summary>
/// <param name="spans">The groups of the students with their days.</param>
/// <param name="placeOf">The school and grade at which a student counts; nothing where places are not told.</param>
/// <param name="tells">False for a group that is not told; every group is told where it is left out.</param>
sealed class GroupsOfStudents(IEnumerable<GroupSpan> spans, Func<int, IEnumerable<(string Kind, string Value)>>? placeOf = null, Func<GroupSpan, bool>? tells = null)
{
    readonly ILookup<int, GroupSpan> _spans = spans.Where(s => tells?.Invoke(s) ?? true).ToLookup(s => s.StudentKey);
    readonly Dictionary<(int Student, DateOnly Day), (string, IReadOnlyList<(string, string)>)> _known = [];

    /// <summary>The groups of a student on a day, and a name under which the same groups are known.</summary>
    public (string Name, IReadOnlyList<(string Kind, string Value)> Groups) Of(int student, DateOnly day)
    {
        if (_known.TryGetValue((student, day), out var known))
            return known;
        (string Kind, string Value)[] groups =
        [
            .. placeOf?.Invoke(student) ?? [],
            .. _spans[student].SelectMany(s => s.On(day).Select(value => (s.Kind, value))).Distinct().OrderBy(g => g.Kind, StringComparer.Ordinal).ThenBy(g => g.value, StringComparer.Ordinal),
        ];
        return _known[(student, day)] = (string.Join('\u001f', groups.Select(g => $"{g.Kind}\u001e{g.Value}")), groups);
    }
}
