using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>A number for one group of students beside that of all of them; who belonged to it is taken on the day of what is counted.</summary>
public sealed record GroupStanding
{
    static readonly string[] OneOfEach = ["race", "sex"];

    /// <summary>The test and window; empty for a number that is told of everyone at once.</summary>
    public required string Of { get; init; }

    /// <summary>race, sex or program, school or grade; "all" for everyone.</summary>
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
        IReadOnlyList<Counted> judged = definition is Indicator
            ? [.. ask.Ask(VerdictOnDay.On(night, definition.Name), stop).Where(v => v.IsJudged).Select(v => new Counted(v.StudentKey, v.AsOf, v.IsConcern))]
            : [];
        IReadOnlyList<CountedSet> sets = [.. CountedSet.In(definition, ask, year, night, judged, stop).GroupBy(s => s.Class?.Years).OrderBy(g => g.Key ?? 0).SelectMany(g => CountedSet.Newest([.. g], s => s))];
        if (sets.Count == 0)
            return [];
        var groups = new GroupsOfStudents(ask.Ask(GroupSpan.All, stop));
        return [.. sets.SelectMany(set => GroupTable.Tell(set.Of, GroupTally.Of(set, groups), OneOfEach))];
    }
}
