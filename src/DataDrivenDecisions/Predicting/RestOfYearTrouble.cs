using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Capacity;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>The chance that a student fails a core course, or misses a tenth of the days, in the rest of the year.</summary>
public sealed class RestOfYearTrouble : Model
{
    /// <summary>Fewer days than these say nothing about absence: EDFacts and states judge from 10 to 45 days on.</summary>
    const int FewestDaysAfter = 20;

    static readonly Rate Chronic = Rate.Of(1, 10);

    /// <summary>The name in tables and addresses.</summary>
    public const string Slug = "rest-of-year";

    public override string Name => Slug;
    public override string Title => "Trouble in the rest of the year";
    public override string Question => "Who may fail a core course or be chronically absent in the rest of the year unless someone steps in?";
    public override string Outcome =>
        "A semester, quarter or final F in a core course posted after the day, or half the day or more missed on at least 10% of the days enrolled after it. "
        + "Students with fewer than 20 enrolled days afterwards are neither.";
    public override string CameTrueWords => "had trouble in the rest of the year";
    public override Deadline ActBefore => Deadline.TermEnd | Deadline.DaysMissed;
    public override IReadOnlyList<ModelInput> Inputs => StudentInputs.All;
    public override IReadOnlyList<ModelChange> Changes => StudentChanges.All;
    public override IReadOnlyList<string> Limits =>
    [
        .. UsualLimits,
        "Students with fewer than 20 enrolled days after the day are not in the test: of those who leave it knows nothing.",
        "A chance is an estimate. Among students told about 3 in 10, about 3 in 10 had trouble; which ones, nobody knows.",
    ];

    public override IReadOnlyList<StudentCase> Gather(IAsk known, IAsk? outcomes, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        var after = outcomes is null ? null : Afterwards(outcomes, year, asOf, stop);
        return [.. CaseHistory.Known(known, year, asOf, stop).Select(s => s with { CameTrue = after?.GetValueOrDefault(s.StudentKey) })];
    }

    /// <summary>What happened after the day, by student; those of whom too little was seen are not in it.</summary>
    static Dictionary<int, bool?> Afterwards(IAsk outcomes, SchoolYear year, DateOnly asOf, CancellationToken stop)
    {
        var failed = CaseHistory.MarksAfter(outcomes, year, asOf, stop)
            .Where(m => m is { IsCore: 1, IsFailing: true }).Select(m => m.StudentKey).ToHashSet();
        return AttendanceSoFar.Between(outcomes, asOf.AddDays(1), year.LastDay, stop).Students.Values
            .Where(a => a.DaysEnrolled >= FewestDaysAfter)
            .ToDictionary(a => a.StudentKey, a => (bool?)(failed.Contains(a.StudentKey) || a.Absence >= Chronic));
    }
}
