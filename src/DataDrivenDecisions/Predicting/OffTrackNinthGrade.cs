using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Capacity;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>The chance that a first-time ninth grader is off track at the end of the year, by the Chicago rule.</summary>
public sealed class OffTrackNinthGrade : Model
{
    const int LatestPostingDays = 60;

    public override string Name => "off-track-9";
    public override string Title => "Off track at the end of grade 9";
    public override string Question => "Which ninth graders may end the year without the credits that those have who graduate?";
    public override string Outcome =>
        "Fewer than 5 full-year credits earned by the end of the first year in grade 9, or more than one semester F in a core course. Students without marks of the whole year are neither.";
    public override string CameTrueWords => "were off track at the end of grade 9";
    public override Deadline ActBefore => Deadline.TermEnd;
    public override IReadOnlyList<ModelInput> Inputs => [CreditsSoFar, .. StudentInputs.All.Where(i => i.Name != "grade")];
    public override IReadOnlyList<CaseRule> Rules => [CaseRule.AbsenceSoFar, new("credits missing and core F so far", s => FreshmanCredits.Of(MarkBook.Of(s.SoFar.Marks ?? [])) is { } c ? (double)(c.Needed - c.Earned) + c.CoreFailures : 0)];
    public override IReadOnlyList<ModelChange> Changes => StudentChanges.All;
    public override IReadOnlyList<string> Limits => [.. UsualLimits, "It counts one credit for a full-year course; where the district's credits are others it says nothing.", "A class has a few hundred ninth graders: what it says of groups rests on few."];

    static readonly ModelInput CreditsSoFar = new("credits so far", 3,
        s => FreshmanCredits.Of(MarkBook.Of(s.SoFar.Marks ?? [])) is { } c ? [(double)c.Earned, c.CoreFailures, c.IsOnTrack ? 0 : 1] : null,
        s => FreshmanCredits.Of(MarkBook.Of(s.SoFar.Marks ?? [])) is { } c ? string.Create(CultureInfo.InvariantCulture, $"{c.Earned:0.##} of {c.Needed:0.##} credits and {c.CoreFailures} core F so far") : "no semester mark with credits yet");

    public override IReadOnlyList<StudentCase> Gather(IAsk known, IAsk? outcomes, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        var marks = outcomes?.Ask(StudentMark.Known(year, DateOnly.MinValue, year.LastDay.AddDays(LatestPostingDays)), stop).ToLookup(m => m.StudentKey);
        return
        [
            .. CaseHistory.Known(known, year, asOf, stop).Where(s => s.SoFar.Placement is { GradeLevel.Number: 9, WasNinthGraderBefore: 0 })
                .Select(s => s with { CameTrue = marks is not null && FreshmanCredits.Of(new MarkBook(marks[s.StudentKey])) is { IsWholeYear: true } c ? !c.IsOnTrack : null }),
        ];
    }
}
