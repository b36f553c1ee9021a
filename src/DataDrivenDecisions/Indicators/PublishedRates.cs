using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>
/// Rates for anybody: of every number that is told by group, for everyone and by school, grade, race, sex and program. It is counted stretch by stretch of the students and told of all of them at once, as the pages tell
/// groups, and more strictly: whoever reads it may see no student.
/// </summary>
public sealed class PublishedRates
{
    const string School = "school", Grade = "grade", FirstVersion = "1";

    /// <summary>What stands for the groups of a kind that are withheld together, where to name them would tell how small they are.</summary>
    public const string EveryGroup = "every group";

    static readonly string[] Kinds = [School, Grade, "race", "sex"], KindsOfClasses = [School, "race", "sex"];

    // No law asks for figures of these programs, and that a student is in one is nobody's business.
    static readonly string[] NeverTold = ["health", "custody"];

    readonly Dictionary<(string Number, string Of), Table> _tables = [];
    readonly Dictionary<string, int> _schools = new(StringComparer.Ordinal);

    /// <summary>One figure's table as far as it is counted.</summary>
    sealed record Table(Definition Definition, string Preset, string Version, CountedSet Set, GroupTally Tally)
    {
        public string[] KindsOfOne => Set.Class is null ? Kinds : KindsOfClasses;
    }

    /// <summary>Counts some of the students.</summary>
    /// <param name="ask">Who answers for these students.</param>
    /// <param name="judged">What the night said of them.</param>
    /// <param name="indicators">The indicators by the district's presets.</param>
    /// <param name="year">The school year.</param>
    /// <param name="night">The day up to which is looked; programs and places are those of this day where the number names no other.</param>
    /// <param name="schools">All schools, where <paramref name="ask"/> answers for a part of the students: what is known of a school is asked of everybody in it, and need not be asked for every part anew.</param>
    /// <param name="stop">Ends it early.</param>
    public static PublishedRates Count(IAsk ask, IReadOnlyList<JudgedRow> judged, IReadOnlyList<Indicator> indicators, SchoolYear year, DateOnly night,
        Lazy<IReadOnlyList<SeenSchool>>? schools = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(judged);
        ArgumentNullException.ThrowIfNull(indicators);
        var rates = new PublishedRates();
        var groups = new GroupsOfStudents(ask.Ask(GroupSpan.All, stop), rates.Places(ask, schools?.Value ?? ask.Ask(SeenSchool.All, stop), year, night, stop), s => s.Kind != GroupTable.Program || !NeverTold.Contains(ProgramSensitivity.Of(s.Value), StringComparer.Ordinal));
        var verdicts = judged.Where(j => j.Finding.Verdict is Verdict.Fine or Verdict.Watch or Verdict.Concern).ToLookup(j => j.Indicator, StringComparer.Ordinal);
        foreach (var definition in indicators.Concat<Definition>([new Proficiency(), new CohortGraduation(), new DisciplineRates()]))
            foreach (var set in CountedSet.In(definition, ask, year, night, [.. verdicts[definition.Name].Select(j => new Counted(j.StudentKey, night, j.Finding.Verdict == Verdict.Concern))], stop))
                rates.Add(definition, set, GroupTally.Of(set, groups));
        return rates;
    }

    /// <summary>Adds what was counted of other students.</summary>
    public void Add(PublishedRates other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (name, key) in other._schools)
            _schools[name] = key;
        foreach (var table in other._tables.Values)
            Add(table.Definition, table.Set, table.Tally);
    }

    /// <summary>All rates of the night, suppressed.</summary>
    /// <param name="year">The school year.</param>
    /// <param name="night">The night.</param>
    public IReadOnlyList<PublishedRate> Tell(SchoolYear year, DateOnly night) =>
    [
        .. _tables.Values.GroupBy(t => t.Definition.Name, StringComparer.Ordinal).SelectMany(g => CountedSet.Newest([.. g], t => t.Set))
            .OrderBy(t => t.Definition.Name, StringComparer.Ordinal).ThenBy(t => t.Set.Of, StringComparer.Ordinal).SelectMany(t => Told(t, year, night)),
    ];

    void Add(Definition definition, CountedSet set, GroupTally tally)
    {
        if (_tables.TryGetValue((definition.Name, set.Of), out var table))
        {
            table.Tally.Add(tally);
            return;
        }

        var (preset, version) = definition is Indicator i ? (i.Preset, i.DefinitionVersion) : (definition is CohortGraduation ? definition.Presets[0].Name : "", FirstVersion);
        _tables[(definition.Name, set.Of)] = new Table(definition, preset, version, set with { Members = [] }, tally); // the members themselves are counted and done with
    }

    // Where the student is placed on the night; who has no place in the year, such as a graduate, counts at the last school.
    Func<int, IEnumerable<(string Kind, string Value)>> Places(IAsk ask, IReadOnlyList<SeenSchool> schools, SchoolYear year, DateOnly night, CancellationToken stop)
    {
        var shared = schools.CountBy(s => s.Name, StringComparer.Ordinal).Where(n => n.Value > 1).Select(n => n.Key).ToHashSet(StringComparer.Ordinal);
        var names = schools.ToDictionary(s => s.SchoolKey, s => shared.Contains(s.Name) ? $"{s.Name} ({s.SchoolId})" : s.Name);
        foreach (var (key, name) in names)
            _schools[name] = key;
        var places = ask.Ask(StudentPlace.Last, stop).Concat(ask.Ask(StudentPlacement.Enrolled(year, night), stop).Select(p => new StudentPlace { StudentKey = p.StudentKey, SchoolKey = p.SchoolKey, Grade = p.Grade }));
        var last = new Dictionary<int, StudentPlace>();
        foreach (var place in places)
            last[place.StudentKey] = place;
        return student => last.GetValueOrDefault(student) is not { } place ? [] :
        [
            .. place.SchoolKey is { } key && names.TryGetValue(key, out var name) ? [(School, name)] : Array.Empty<(string, string)>(),
            .. place.Grade is { } grade ? [(Grade, grade)] : Array.Empty<(string, string)>(),
        ];
    }

    IEnumerable<PublishedRate> Told(Table table, SchoolYear year, DateOnly night)
    {
        PublishedRate Row(string kind, string value, string shown) => new()
        {
            SchoolYear = year.Ends, AsOf = night, Indicator = table.Definition.Name, Preset = table.Preset, DefinitionVersion = table.Version, About = table.Set.Of, GroupKind = kind, GroupValue = value,
            SchoolKey = kind == School && _schools.TryGetValue(value, out var key) ? key : null, Shown = shown,
        };
        var told = GroupTable.Tell(table.Set.Of, table.Tally, table.KindsOfOne, isForAnybody: true);
        if (told.Count == 0)
            return [Row(GroupTable.All, "all students", PublishedRate.Withheld)];
        return
        [
            .. told.Select(g => Figures(g, Row(g.Kind, g.Value, PublishedRate.Exact))),
            .. Withheld(table, told).Select(w => Row(w.Kind, w.Value, PublishedRate.Withheld)),
        ];
    }

    static PublishedRate Figures(GroupStanding group, PublishedRate row)
    {
        var range = group.Range ?? ToldShares.RangeOf(group.Share);
        return row with
        {
            Students = group.Students.Students, DaysPerHundred = group.DaysPerHundred is { } days ? Math.Round(days, 2, MidpointRounding.AwayFromZero) : null, Shown = range is null ? PublishedRate.Exact : PublishedRate.Range,
            Part = range is null ? (long)group.Share.Part : null, LowPercent = range?.LowPercent, HighPercent = range?.HighPercent,
        };
    }

    // Groups that are told together stand in that line. Those of a kind that is not told are named only where everyone is so many that their number says nothing of their size.
    static IEnumerable<(string Kind, string Value)> Withheld(Table table, IReadOnlyList<GroupStanding> told)
    {
        foreach (var kind in table.KindsOfOne.Where(k => told.All(g => g.Kind != k)))
        {
            string[] values = [.. table.Tally.Parts.Select(p => p.In(kind).FirstOrDefault() ?? ToldGroups.NotRecorded).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            if (values.Length > 1)
                foreach (var value in told[0].Students.Students >= (long)values.Length * GroupSize.ReportingMinimum ? values : [EveryGroup])
                    yield return (kind, value);
        }

        var programs = told.Where(g => g.Kind == GroupTable.Program).Select(g => g.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var value in table.Tally.Parts.SelectMany(p => p.In(GroupTable.Program)).Distinct(StringComparer.Ordinal).Where(v => !programs.Contains(v)).Order(StringComparer.Ordinal))
            yield return (GroupTable.Program, value);
    }
}
