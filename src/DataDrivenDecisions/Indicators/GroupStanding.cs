using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>A number for one group of students beside that of all of them; who belonged to it is taken on the day of what is counted.</summary>
public sealed record GroupStanding
{
    static readonly string[] OneOfEach = ["race", "sex"];

    /// <summary>The test and window; empty for a number that is told of everyone at once.</summary>
    public required string Of { get; init; }

    /// <summary>race, sex or program; "all" for everyone.</summary>
    public required string Kind { get; init; }
    public required string Value { get; init; }
    public required GroupSize Students { get; init; }

    /// <summary>At or above proficient, of those with a level that is known; or those who may need support, of those whom the number judges.</summary>
    public required Rate Share { get; init; }

    // Of few students an end of the scale says nearly everyone's result, of very few a tenth does (NCES 2011-603).
    const int Few = 200, VeryFew = 20;

    /// <summary>The share in words: no group is told to be at an end of the scale, since that would tell of each of its students.</summary>
    public string ShareWords
    {
        get
        {
            var (low, high) = Students.Students <= VeryFew ? (Rate.Of(10, 100), Rate.Of(90, 100)) : (Rate.Of(5, 100), Rate.Of(95, 100));
            var isExact = Kind == "all" || (Students.Students >= Few && Share.Part > 0 && Share.Part < Share.Whole);
            return isExact ? Share.ToString() : Share <= low ? $"at most {low.ToString(0)}" : Share >= high ? $"at least {high.ToString(0)}" : Share.ToString();
        }
    }

    /// <summary>The day on which programs are taken, in words: a test's own day, or the night of the number.</summary>
    public static string Dated(Definition definition) =>
        definition is Proficiency ? "A student counts in the programs that she was in on the day of her test." : "A student counts in the programs that she was in on the day of the number.";

    /// <summary>The groups of a number, all together first. Groups below the reporting minimum are told with others or not at all.</summary>
    /// <param name="definition">A number that judges students, or proficiency; none for any other.</param>
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
            Indicator => Judged(ask.Ask(VerdictOnDay.On(night, definition.Name), stop)),
            _ => [],
        };
        if (sets.Count == 0)
            return [];
        var spans = ask.Ask(GroupSpan.All, stop).ToLookup(s => s.StudentKey);
        return [.. sets.SelectMany(set => ByGroup(set.Of, set.Members, spans))];
    }

    /// <summary>One who is counted: on which day, and whether what is counted holds of her.</summary>
    readonly record struct Counted(int StudentKey, DateOnly Day, bool Holds);

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
        return
        [
            Told(of, "all", "all students", members),
            .. OneOfEach.SelectMany(kind => ToldGroups.OfEverybody(members, m => In(m, kind).FirstOrDefault()).Select(g => Told(of, kind, g.Value, g.Members))),
            .. ToldGroups.OfSome(members, m => In(m, "program")).Select(g => Told(of, "program", g.Value, g.Members)),
        ];
    }

    static GroupStanding Told(string of, string kind, string value, IReadOnlyList<Counted> members) =>
        new() { Of = of, Kind = kind, Value = value, Students = new GroupSize(members.Count), Share = Rate.Of(members.Count(m => m.Holds), members.Count) };
}
