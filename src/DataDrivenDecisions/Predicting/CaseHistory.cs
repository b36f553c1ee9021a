using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>What may be known of every enrolled student on a day; models add what happened afterwards.</summary>
static class CaseHistory
{
    /// <summary>How far back results of tests are looked at, in days.</summary>
    public const int ScoresReachBackDays = 400; // last spring's tests still count
    const int LatestPostingDays = 60; // after the year's last day; marks known only later came with a history, and nobody can say when they were posted

    /// <summary>Everyone enrolled on the day, without an outcome.</summary>
    public static IReadOnlyList<StudentCase> Known(IAsk known, SchoolYear year, DateOnly asOf, CancellationToken stop) =>
        known is RememberedAnswers answers ? answers.Once($"cases of {year} on {asOf:O}", () => Gather(known, year, asOf, stop)) : Gather(known, year, asOf, stop);

    static IReadOnlyList<StudentCase> Gather(IAsk known, SchoolYear year, DateOnly asOf, CancellationToken stop)
    {
        StudentYear[] students = [.. StudentYear.ForModels(known, year, asOf, (known as RememberedAnswers)?.Sent(year, asOf, stop), stop).Where(s => s.Placement.IsEnrolledOn(asOf))];
        if (students.Length == 0)
            return [];
        var attendance = AttendanceSoFar.Between(known, year.Previous.FirstDay, year.Previous.LastDay, stop).Students;
        var marks = known.Ask(StudentMark.Known(year.Previous, DateOnly.MinValue, asOf), stop).ToLookup(m => m.StudentKey);
        var scores = known.Ask(StudentScore.Taken(asOf.AddDays(-ScoresReachBackDays), asOf), stop).ToLookup(s => s.StudentKey);
        return [.. students.Select(s => new StudentCase
        {
            AsOf = asOf,
            SoFar = s,
            AttendanceLastYear = attendance.GetValueOrDefault(s.StudentKey),
            MarksLastYear = [.. marks[s.StudentKey]],
            Scores = [.. scores[s.StudentKey].OrderBy(t => t.TestDate).ThenBy(t => t.Assessment, StringComparer.Ordinal)],
        })];
    }

    /// <summary>The marks of a year that became known after a day.</summary>
    public static IReadOnlyList<StudentMark> MarksAfter(IAsk outcomes, SchoolYear year, DateOnly asOf, CancellationToken stop) =>
        outcomes.Ask(StudentMark.Known(year, asOf.AddDays(1), year.LastDay.AddDays(LatestPostingDays)), stop);
}
