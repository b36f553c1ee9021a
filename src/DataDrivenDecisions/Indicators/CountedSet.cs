using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>One who is counted: on which day, whether what is counted holds of her, and the days that she lost where days are counted.</summary>
readonly record struct Counted(int StudentKey, DateOnly Day, bool Holds, decimal? Days = null);

/// <summary>All who are counted for one figure: everyone whom a number judges, a test in its window, or a class.</summary>
sealed record CountedSet
{
    /// <summary>The test and window, or the class; empty for a number that is told of everyone at once.</summary>
    public required string Of { get; init; }
    public required IReadOnlyList<Counted> Members { get; init; }

    /// <summary>Of a graduating class, when it graduates and within how many years; null for anything else.</summary>
    public (int Ends, int Years)? Class { get; init; }

    /// <summary>The sets of a number among the students in sight, classes of every year among them; none for a number that is not told by group.</summary>
    /// <param name="definition">The number.</param>
    /// <param name="ask">Who answers.</param>
    /// <param name="year">The school year.</param>
    /// <param name="night">The day up to which is looked.</param>
    /// <param name="judged">Whom the number judged that night, where it judges students.</param>
    /// <param name="stop">Ends it early.</param>
    public static IReadOnlyList<CountedSet> In(Definition definition, IAsk ask, SchoolYear year, DateOnly night, IReadOnlyList<Counted> judged, CancellationToken stop = default) => definition switch
    {
        Proficiency => Tests(ask.Ask(StudentLevel.In(year, night), stop)),
        CohortGraduation graduation => Classes(graduation.Tell(ask.Ask(CohortSpell.Until(night), stop), night)),
        DisciplineRates => One([.. ask.Ask(SuspendedStudent.In(year, night), stop).Select(s => new Counted(s.StudentKey, s.FirstDay ?? night, s.FirstDay is not null, s.DaysLost))]),
        ExclusionDays => One(Excluded(judged, ask.Ask(SuspendedStudent.In(year, night), stop).ToDictionary(s => s.StudentKey))),
        Indicator => One(judged),
        _ => [],
    };

    /// <summary>Of each number of years the newest class alone, since from one year to the next the same class differs by a few students; all of what is no class.</summary>
    public static IEnumerable<T> Newest<T>(IReadOnlyCollection<T> told, Func<T, CountedSet> setOf)
    {
        var newest = told.Where(t => setOf(t).Class is not null).GroupBy(t => setOf(t).Class!.Value.Years).ToDictionary(g => g.Key, g => g.Max(t => setOf(t).Class!.Value.Ends));
        return told.Where(t => setOf(t).Class is not { } of || newest[of.Years] == of.Ends);
    }

    static IReadOnlyList<CountedSet> One(IReadOnlyList<Counted> members) => members.Count > 0 ? [new CountedSet { Of = "", Members = members }] : [];

    static IReadOnlyList<CountedSet> Classes(IReadOnlyList<CohortGraduation.Cohort> cohorts) =>
    [
        .. cohorts.Where(c => c is { IsOver: true, Rate.HasValue: true }).Select(c => new CountedSet
        {
            Of = FormattableString.Invariant($"Class of {c.Class.Ends}, {c.Years} years"), Class = (c.Class.Ends, c.Years), Members = [.. c.Members.Select(m => new Counted(m.StudentKey, m.Day, m.Graduated))],
        }),
    ];

    static IReadOnlyList<Counted> Excluded(IReadOnlyList<Counted> judged, Dictionary<int, SuspendedStudent> suspended) =>
        [.. judged.Select(m => suspended.GetValueOrDefault(m.StudentKey) is { } s ? m with { Day = s.FirstDay ?? m.Day, Days = s.DaysLost } : m with { Days = 0 })];

    static IReadOnlyList<CountedSet> Tests(IReadOnlyList<StudentLevel> levels) =>
    [
        .. levels.Where(l => LevelWords.IsBelow(l.Level) is not null).GroupBy(l => (l.Test, l.Window)).OrderBy(g => g.Key.Test, StringComparer.Ordinal).ThenBy(g => g.Max(l => l.Day)).Select(g => new CountedSet
        {
            Of = g.Key.Window.Length == 0 ? g.Key.Test : $"{g.Key.Test}, {g.Key.Window}", Members = [.. g.Select(l => new Counted(l.StudentKey, l.Day, LevelWords.IsBelow(l.Level) == false))],
        }),
    ];
}
