using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>A number for one group of students beside that of all of them; who belonged to it is taken on the day of what is counted.</summary>
public sealed record GroupStanding
{
    static readonly string[] OneOfEach = ["race", "sex"];

    const decimal Hundred = 100;

    /// <summary>The test and window; empty for a number that is told of everyone at once.</summary>
    public required string Of { get; init; }

    /// <summary>race, sex or program; "all" for everyone.</summary>
    public required string Kind { get; init; }
    public required string Value { get; init; }
    public required GroupSize Students { get; init; }

    /// <summary>At or above proficient, of those with a level that is known; or those who may need support, of those whom the number judges.</summary>
    public required Rate Share { get; init; }

    /// <summary>Days lost for every hundred students of the group, where days are counted and enough of its students lost some; null otherwise.</summary>
    public decimal? DaysPerHundred { get; init; }

    /// <summary>What is told instead of the share, where that of another group would follow from it; null for most.</summary>
    public ShareRange? Range { get; init; }

    /// <summary>The share in words: no group is told to be at an end of the scale, since that would tell of each of its students.</summary>
    public string ShareWords => Kind == "all" ? Share.ToString() : Range is not null ? Range.ToString() : ToldShares.BoundOf(Share) ?? Share.ToString();

    /// <summary>The day on which programs are taken, in words: a test's own day, or the night of the number.</summary>
    public static string Dated(Definition definition) =>
        definition switch
        {
            Proficiency => "A student counts in the programs that she was in on the day of her test.",
            CohortGraduation => "A student counts in the programs that she was in on the day on which she graduated or left, else on the last day that the rate counts.",
            DisciplineRates or ExclusionDays => "Who was suspended counts in the programs that she was in on the day of the first suspension of the year, everyone else in those of the day of the number.",
            _ => "A student counts in the programs that she was in on the day of the number.",
        };

    /// <summary>What the share is the share of, in a heading.</summary>
    public static string ShareOf(Definition definition) => definition switch { Proficiency => "At or above proficient", CohortGraduation => "Graduated", DisciplineRates => "Suspended", _ => "May need support" };

    /// <summary>The groups of a number, all together first. Groups below the reporting minimum are told with others or not at all.</summary>
    /// <param name="definition">A number that judges students, proficiency, graduation or discipline; none for any other.</param>
    /// <param name="ask">Who asks: groups and students in sight alone.</param>
    /// <param name="year">The school year of tests.</param>
    /// <param name="night">The night of the verdicts; tests count up to it.</param>
    /// <param name="stop">Ends it early.</param>
    public static IReadOnlyList<GroupStanding> Tell(Definition definition, IAsk ask, SchoolYear year, DateOnly night, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(ask);
        var sets = definition switch
        {
            Proficiency => Tests(ask.Ask(StudentLevel.In(year, night), stop)),
            CohortGraduation graduation => Classes(graduation.Tell(ask.Ask(CohortSpell.Until(night), stop), night)),
            DisciplineRates => [("", [.. ask.Ask(SuspendedStudent.In(year, night), stop).Select(s => new Counted(s.StudentKey, s.FirstDay ?? night, s.FirstDay is not null, s.DaysLost))])],
            ExclusionDays => Excluded(ask.Ask(VerdictOnDay.On(night, definition.Name), stop), ask.Ask(SuspendedStudent.In(year, night), stop).ToDictionary(s => s.StudentKey)),
            Indicator => Judged(ask.Ask(VerdictOnDay.On(night, definition.Name), stop)),
            _ => [],
        };
        if (sets.Count == 0)
            return [];
        var spans = ask.Ask(GroupSpan.All, stop).ToLookup(s => s.StudentKey);
        return [.. sets.SelectMany(set => ByGroup(set.Of, set.Members, spans))];
    }

    /// <summary>One who is counted: on which day, whether what is counted holds of her, and the days that she lost where days are counted.</summary>
    readonly record struct Counted(int StudentKey, DateOnly Day, bool Holds, decimal? Days = null);

    // Of each number of years the newest class alone: from one year to the next the same class differs by a few students.
    static List<(string Of, IReadOnlyList<Counted> Members)> Classes(IReadOnlyList<CohortGraduation.Cohort> cohorts) =>
    [
        .. cohorts.Where(c => c is { IsOver: true, Rate.HasValue: true }).GroupBy(c => c.Years).OrderBy(g => g.Key).Select(g => g.MaxBy(c => c.Class.Ends)!)
            .Select(c => ($"Class of {c.Class.Ends}, {c.Years} years", (IReadOnlyList<Counted>)[.. c.Members.Select(m => new Counted(m.StudentKey, m.Day, m.Graduated))])),
    ];

    static List<(string Of, IReadOnlyList<Counted> Members)> Excluded(IReadOnlyList<VerdictOnDay> verdicts, Dictionary<int, SuspendedStudent> suspended) =>
    [
        .. Judged(verdicts).Select(set => (set.Of, (IReadOnlyList<Counted>)[.. set.Members.Select(m => suspended.GetValueOrDefault(m.StudentKey) is { } s ? m with { Day = s.FirstDay ?? m.Day, Days = s.DaysLost } : m with { Days = 0 })])),
    ];

    static List<(string Of, IReadOnlyList<Counted> Members)> Tests(IReadOnlyList<StudentLevel> levels) =>
    [
        .. levels.Where(l => LevelWords.IsBelow(l.Level) is not null).GroupBy(l => (l.Test, l.Window)).OrderBy(g => g.Key.Test, StringComparer.Ordinal).ThenBy(g => g.Max(l => l.Day))
            .Select(g => (g.Key.Window.Length == 0 ? g.Key.Test : $"{g.Key.Test}, {g.Key.Window}", (IReadOnlyList<Counted>)[.. g.Select(l => new Counted(l.StudentKey, l.Day, LevelWords.IsBelow(l.Level) == false))])),
    ];

    static List<(string Of, IReadOnlyList<Counted> Members)> Judged(IReadOnlyList<VerdictOnDay> verdicts) =>
        verdicts.Where(v => v.IsJudged).Select(v => new Counted(v.StudentKey, v.AsOf, v.IsConcern)).ToList() is { Count: > 0 } judged ? [("", judged)] : [];

    static IEnumerable<GroupStanding> ByGroup(string of, IReadOnlyList<Counted> members, ILookup<int, GroupSpan> spans)
    {
        if (new GroupSize(members.Count).IsSmall)
            return [];
        IEnumerable<string> In(Counted member, string kind) => spans[member.StudentKey].Where(s => s.Kind == kind).SelectMany(s => s.On(member.Day));
        var all = Told(of, "all", "all students", members);
        var (told, beside) = (new List<GroupStanding> { all }, new List<IReadOnlyCollection<Counted>>());
        foreach (var kind in OneOfEach)
        {
            var groups = ToldGroups.OfEverybody(members, m => In(m, kind).FirstOrDefault());
            // Sex and race cut each other: where the one kind beside the other gives a few away, the larger table stands alone.
            if (!ToldGroups.MayBeTold(members, [.. beside, .. groups.Select(g => g.Members)]))
                continue;
            beside.AddRange(groups.Select(g => g.Members));
            told.AddRange(ToldShares.OfEverybody(all, [.. groups.Select(g => Told(of, kind, g.Value, g.Members))]));
        }

        told.AddRange(ToldGroups.OfSome(members, m => In(m, "program"), beside).Select(g => ToldShares.OfSome(all, Told(of, "program", g.Value, g.Members))).OfType<GroupStanding>());
        return members.Any(m => m.Days is not null) ? WithDays(told, members, In) : told;
    }

    /// <summary>Days lost, where those who lost some are enough in the group and outside of it: the days of one would be told by a mean over few.</summary>
    static IEnumerable<GroupStanding> WithDays(IReadOnlyList<GroupStanding> told, IReadOnlyList<Counted> members, Func<Counted, string, IEnumerable<string>> valuesOf)
    {
        Counted[] lost = [.. members.Where(m => m.Days > 0)];
        HashSet<(string Kind, string Value)> enough =
        [
            .. new GroupSize(lost.Length).IsSmall ? [] : ((string, string)[])[("all", told[0].Value)],
            .. ToldGroups.OfSome(lost, m => told.Select(g => (g.Kind, g.Value)).Where(g => g.Kind != "all" && valuesOf(m, g.Kind).Contains(g.Value, StringComparer.Ordinal)).Select(g => $"{g.Kind}|{g.Value}"))
                .Select(g => (g.Value.Split('|', 2)[0], g.Value.Split('|', 2)[1])),
        ];
        return told.Select(g => !enough.Contains((g.Kind, g.Value)) ? g : g with
        {
            DaysPerHundred = Hundred * lost.Where(m => g.Kind == "all" || valuesOf(m, g.Kind).Contains(g.Value, StringComparer.Ordinal)).Sum(m => m.Days!.Value) / g.Students.Students,
        });
    }

    static GroupStanding Told(string of, string kind, string value, IReadOnlyList<Counted> members) =>
        new() { Of = of, Kind = kind, Value = value, Students = new GroupSize(members.Count), Share = Rate.Of(members.Count(m => m.Holds), members.Count) };
}
