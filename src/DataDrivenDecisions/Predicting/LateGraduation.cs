using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>The chance that a first-time ninth grader graduates late or not at all.</summary>
public sealed class LateGraduation : Model
{
    const int Years = 4;
    const string Diploma = "Graduated";

    /// <summary>Departures after which nobody here knows how it ended: neither late nor in time.</summary>
    static readonly string[] EndsElsewhere = ["Transferred", "Died or is permanently incapacitated", "Incarcerated", "Enrolled in a high school diploma program", "Invalid enrollment"];

    public override string Name => "late-graduation";
    public override string Title => "Late or no graduation";
    public override string Question => "Which ninth graders may not graduate within four years?";
    public override string Outcome =>
        "No regular diploma by the end of August after the fourth year, counted from the first year in grade 9. Who transferred, died or moved to a facility is neither; who dropped out or is still enrolled is late.";
    public override string CameTrueWords => "had no diploma after four years";
    public override int YearsUntilKnown => Years;
    public override IReadOnlyList<ModelInput> Inputs => [.. StudentInputs.All.Where(i => i.Name != "grade")];
    public override IReadOnlyList<ModelChange> Changes => StudentChanges.All;
    public override IReadOnlyList<string> Limits => [.. UsualLimits, "It speaks of four years ahead, from what classes did that began many years ago. It must never be told to a student or a family as a forecast."];

    public override IReadOnlyList<StudentCase> Gather(IAsk known, IAsk? outcomes, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        var last = new DateOnly(year.Ends + Years - 1, 8, 31);
        var spells = outcomes?.Ask(CohortSpell.Until(last), stop).ToLookup(s => s.StudentKey);
        return
        [
            .. CaseHistory.Known(known, year, asOf, stop).Where(s => s.SoFar.Placement is { GradeLevel.Number: 9, WasNinthGraderBefore: 0 })
                .Select(s => s with { CameTrue = spells is null ? null : IsLate([.. spells[s.StudentKey].OrderBy(x => x.EntryDate)], last) }),
        ];
    }

    static bool? IsLate(CohortSpell[] spells, DateOnly last) => spells switch
    {
        [] => null,
        _ when spells.Any(s => s.ExitReason == Diploma && s.ExitDate <= last) => false,
        [.., var end] when EndsElsewhere.Contains(end.ExitReason, StringComparer.Ordinal) && end.ExitDate <= last => null,
        _ => true,
    };
}
