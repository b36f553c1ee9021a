using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>A number of a school or a class of students, told for all that are in the viewer's sight.</summary>
public sealed record SchoolWide
{
    /// <summary>The school, or the class.</summary>
    public required string Of { get; init; }

    /// <summary>By which rule, where there are several.</summary>
    public string? By { get; init; }

    public required Finding Finding { get; init; }

    public required GroupSize Students { get; init; }

    /// <summary>Students whom somebody should look after before the number is final.</summary>
    public IReadOnlyList<CohortGraduation.Leaver> Open { get; init; } = [];

    /// <summary>The lines of a definition that judges no single student; none for any other.</summary>
    public static IReadOnlyList<SchoolWide> Tell(Definition definition, IAsk ask, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return definition switch
        {
            CohortGraduation => Graduation(ask, asOf, stop),
            Proficiency => Levels(ask, year, asOf, stop),
            DisciplineRates => [.. ask.Ask(SchoolDiscipline.In(year, asOf), stop).OrderBy(s => s.School, StringComparer.Ordinal).Select(s => new SchoolWide { Of = s.School, Finding = DisciplineRates.Find(s), Students = s.Students })],
            _ => [],
        };
    }

    static List<SchoolWide> Levels(IAsk ask, SchoolYear year, DateOnly asOf, CancellationToken stop)
    {
        var days = new Dictionary<DateOnly, IReadOnlyDictionary<string, long>>();
        IReadOnlyDictionary<string, long> Enrolled(DateOnly day) => days.TryGetValue(day, out var known) ? known
            : days[day] = ask.Ask(EnrolledOn.Day(year, day), stop).Where(c => c.GradeCode is not null).GroupBy(c => c.GradeCode!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(c => c.Students), StringComparer.Ordinal);
        return
        [
            .. from sitting in Proficiency.Sittings(ask.Ask(LevelCount.In(year, asOf), stop), Enrolled)
               from preset in new Proficiency().Presets
               select new SchoolWide
               {
                   Of = sitting.Window.Length == 0 ? sitting.Test : $"{sitting.Test}, {sitting.Window}", By = preset.Name, Finding = Proficiency.By(preset.Name).Find(sitting.Sitting), Students = new GroupSize(sitting.Sitting.Tested),
               },
        ];
    }

    // Only classes whose years are over; the newest three say most of the schools as they are.
    static List<SchoolWide> Graduation(IAsk ask, DateOnly asOf, CancellationToken stop)
    {
        const int Classes = 3;
        var spells = ask.Ask(CohortSpell.Until(asOf), stop);
        var told = new CohortGraduation().Presets.SelectMany(p => CohortGraduation.By(p.Name).Tell(spells, asOf).Where(c => c is { IsOver: true, Rate.HasValue: true }).Select(c => (Preset: p.Name, Cohort: c))).ToList();
        var newest = told.Where(t => t.Cohort.Years == 4).Select(t => t.Cohort.Class.Ends).Distinct().OrderDescending().Take(Classes).ToHashSet();
        return
        [
            .. told.Where(t => newest.Contains(t.Cohort.Class.Ends)).OrderByDescending(t => t.Cohort.Class.Ends).ThenBy(t => t.Cohort.Years).ThenBy(t => t.Preset, StringComparer.Ordinal).Select(t => new SchoolWide
            {
                Of = $"Class of {t.Cohort.Class.Ends}, {t.Cohort.Years} years", By = t.Preset, Finding = t.Cohort.Finding, Students = new GroupSize((long)t.Cohort.Rate.Whole), Open = t.Cohort.Undocumented,
            }),
        ];
    }
}
