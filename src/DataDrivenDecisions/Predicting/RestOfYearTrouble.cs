using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>The chance that a student fails a core course, or misses a tenth of the days, in the rest of the year.</summary>
public sealed class RestOfYearTrouble : Model
{
    /// <summary>Fewer days than these say nothing about absence: EDFacts and states judge from 10 to 45 days on.</summary>
    const int FewestDaysAfter = 20;

    const int LatestPostingDays = 60; // after the year's last day; marks known only later came with a history, and nobody can say when they were posted
    const int ScoresReachBackDays = 400; // last spring's tests still count
    static readonly Rate Chronic = Rate.Of(1, 10);

    public override string Name => "rest-of-year";
    public override string Title => "Trouble in the rest of the year";
    public override string Question => "Who may fail a core course or be chronically absent in the rest of the year unless someone steps in?";
    public override string Outcome =>
        "A semester, quarter or final F in a core course posted after the day, or half the day or more missed on at least 10% of the days enrolled after it. "
        + "Students with fewer than 20 enrolled days afterwards are neither.";
    public override IReadOnlyList<ModelInput> Inputs => RestOfYearInputs.All;
    public override IReadOnlyList<string> Limits =>
    [
        "It says who may need support, not why, and not what would help. It must not be used to place, grade, discipline or deny anything to a student.",
        "It has learned from this district's past years; a new policy, school or grading scale makes it wrong until it has seen a year of it.",
        "Years that were loaded as a history carry no record of when each row became known: event and posting dates stand in for it.",
        "Students with fewer than 20 enrolled days after the day are not in the test: of those who leave it knows nothing.",
        "A chance is an estimate. Among students told about 3 in 10, about 3 in 10 had trouble; which ones, nobody knows.",
    ];

    public override IReadOnlyList<StudentCase> Gather(IAsk known, IAsk? outcomes, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        StudentYear[] students = [.. StudentYear.Gather(known, year, asOf, stop).Where(s => s.Placement.IsEnrolledOn(asOf))];
        if (students.Length == 0)
            return [];
        var attendance = known.Ask(StudentAttendance.Between(year.Previous.FirstDay, year.Previous.LastDay), stop).ToDictionary(a => a.StudentKey);
        var marks = known.Ask(StudentMark.Known(year.Previous, DateOnly.MinValue, asOf), stop).ToLookup(m => m.StudentKey);
        var scores = known.Ask(StudentScore.Taken(asOf.AddDays(-ScoresReachBackDays), asOf), stop).ToLookup(s => s.StudentKey);
        var after = outcomes is null ? null : Afterwards(outcomes, year, asOf, stop);
        return [.. students.Select(s => new StudentCase
        {
            AsOf = asOf,
            SoFar = s,
            AttendanceLastYear = attendance.GetValueOrDefault(s.StudentKey),
            MarksLastYear = [.. marks[s.StudentKey]],
            Scores = [.. scores[s.StudentKey].OrderBy(t => t.TestDate).ThenBy(t => t.Assessment, StringComparer.Ordinal)],
            CameTrue = after?.GetValueOrDefault(s.StudentKey),
        })];
    }

    /// <summary>What happened after the day, by student; those of whom too little was seen are not in it.</summary>
    static Dictionary<int, bool?> Afterwards(IAsk outcomes, SchoolYear year, DateOnly asOf, CancellationToken stop)
    {
        var failed = outcomes.Ask(StudentMark.Known(year, asOf.AddDays(1), year.LastDay.AddDays(LatestPostingDays)), stop)
            .Where(m => m is { IsCore: 1, IsFailing: true }).Select(m => m.StudentKey).ToHashSet();
        return outcomes.Ask(StudentAttendance.Between(asOf.AddDays(1), year.LastDay), stop)
            .Where(a => a.DaysEnrolled >= FewestDaysAfter)
            .ToDictionary(a => a.StudentKey, a => (bool?)(failed.Contains(a.StudentKey) || a.Absence >= Chronic));
    }
}
