using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Capacity;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>The chance that a student has missed a tenth of the enrolled days when the year is over, told from the twentieth school day on.</summary>
public sealed class ChronicAbsenceThisYear : Model
{
    /// <summary>School days after which it may be asked. By the fortieth and sixtieth it knows more; before the twentieth next to nothing.</summary>
    const int FirstDay = 20;

    static readonly int[] Early = [FirstDay, 40, 60];

    const int FewestDays = 10; // the federal file's minimum (EDFacts FS195)
    static readonly Rate Chronic = Rate.Of(1, 10);

    public override string Name => "chronic-absence-year";
    public override string Title => "Chronic absence by the end of the year";
    public override string Question => "Who will have missed a tenth of the year when it is over, unless someone steps in?";
    public override string Outcome =>
        "Half the day or more missed on at least 10% of the days enrolled in the whole year, of those enrolled on the day and for at least 10 days. Days missed already count; who leaves is judged by the days that she was there.";
    public override string CameTrueWords => "were chronically absent when the year was over";
    public override IReadOnlyList<int> EarlyDays => Early;
    public override Deadline ActBefore => Deadline.DaysMissed;
    public override IReadOnlyList<ModelInput> Inputs => StudentInputs.All;
    public override IReadOnlyList<ModelChange> Changes => [StudentChanges.Attends];
    public override IReadOnlyList<string> Limits => [.. UsualLimits, "Late in the year the days missed so far decide nearly everything: then the count itself is the better guide, and the model may fail its gate."];

    public override string? WhyNot(IAsk now, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        var days = AttendanceSoFar.Of(now, year, asOf, stop).Students.Values.Select(a => a.DaysEnrolled).DefaultIfEmpty(0).Max();
        return days >= FirstDay ? null : $"{days} school days of {year} are known; it is asked from the {FirstDay}th on. Until then look at the first weeks' absences themselves.";
    }

    public override IReadOnlyList<StudentCase> Gather(IAsk known, IAsk? outcomes, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        var whole = outcomes is null ? null : AttendanceSoFar.Between(outcomes, year.FirstDay, year.LastDay, stop).Students.Values.Where(a => a.DaysEnrolled >= FewestDays).ToDictionary(a => a.StudentKey, a => (bool?)(a.Absence >= Chronic));
        return [.. CaseHistory.Known(known, year, asOf, stop).Select(s => s with { CameTrue = whole?.GetValueOrDefault(s.StudentKey) })];
    }
}
