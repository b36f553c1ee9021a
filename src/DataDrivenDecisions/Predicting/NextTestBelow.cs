using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>The chance that the next test puts a student below what the grade asks for, in reading or in mathematics.</summary>
public sealed class NextTestBelow : Model
{
    static readonly string[] Subjects = ["math", "read", "language", "ela", "english", "literacy"];

    public override string Name => "next-test-below";
    public override string Title => "Next test below grade level";
    public override string Question => "Who may come out below grade level in reading or mathematics at the next test?";
    public override string Outcome =>
        "A level below what the grade asks for in reading or mathematics (as the vendor or the state words it) in the first test of each that is taken after the day and in the same school year. Who takes none is neither.";
    public override string CameTrueWords => "came out below grade level at the next test";
    public override IReadOnlyList<ModelInput> Inputs => [LevelSoFar, .. StudentInputs.Tests, .. StudentInputs.Attendance, .. StudentInputs.Courses, .. StudentInputs.Behavior, .. StudentInputs.Place];
    public override IReadOnlyList<CaseRule> Rules => [CaseRule.AbsenceSoFar, new("below at the last test", s => LevelsSoFar(s) is { Length: > 0 } levels ? levels.Average(below => below ? 1.0 : 0) : 0.5)];
    public override IReadOnlyList<ModelChange> Changes => StudentChanges.All;
    public override IReadOnlyList<string> Limits => [.. UsualLimits, "A level is a line through a scale: a student near it crosses it by the error of the test alone."];

    static readonly ModelInput LevelSoFar = new("levels so far", 1, s => LevelsSoFar(s) is { Length: > 0 } levels ? [levels.Average(below => below ? 1.0 : 0)] : null,
        s => LevelsSoFar(s) is { Length: > 0 } levels ? $"below at {levels.Count(below => below)} of the last {levels.Length} tests" : "no level from a test yet");

    public override IReadOnlyList<StudentCase> Gather(IAsk known, IAsk? outcomes, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        var next = outcomes?.Ask(StudentScore.Taken(asOf.AddDays(1), year.LastDay), stop).Where(IsAsked).ToLookup(t => t.StudentKey);
        return [.. CaseHistory.Known(known, year, asOf, stop).Select(s => s with { CameTrue = next is null ? null : CameTrue(next[s.StudentKey]) })];
    }

    static bool? CameTrue(IEnumerable<StudentScore> after)
    {
        bool[] levels = [.. after.GroupBy(t => t.Subject, StringComparer.OrdinalIgnoreCase).Select(g => LevelWords.IsBelow(g.OrderBy(t => t.TestDate).ThenBy(t => t.Assessment, StringComparer.Ordinal).First().Level)!.Value)];
        return levels.Length == 0 ? null : levels.Any(below => below);
    }

    static bool IsAsked(StudentScore score) => LevelWords.IsBelow(score.Level) is not null && Subjects.Any(w => (score.Subject ?? "").Contains(w, StringComparison.OrdinalIgnoreCase));

    static bool[] LevelsSoFar(StudentCase student) => [.. student.Scores.Where(IsAsked).TakeLast(4).Select(t => LevelWords.IsBelow(t.Level)!.Value)];
}
