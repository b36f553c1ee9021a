using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>
/// The chance of each level at the next test in a subject. Each line between two levels is a question of its own, "beneath it or not", and one learner answers them all,
/// with the height of the line as an input: a chain of cumulative questions (McCullagh 1980), so that tests with other numbers of levels are learned from together.
/// </summary>
public abstract class NextLevel : Model
{
    const int MostResults = 4;

    /// <summary>How far back a last result is looked for, in days.</summary>
    public const int ResultsReachBackDays = CaseHistory.ScoresReachBackDays;

    /// <summary>"reading", "mathematics".</summary>
    public abstract string Subject { get; }

    /// <summary>By what the subject is known in a test's own name for it.</summary>
    protected abstract IReadOnlyList<string> NamedBy { get; }

    public override string Title => $"Next level in {Subject}";
    public override string Question => $"Which level may a student reach at the next test in {Subject}?";
    public override string Outcome =>
        $"The level, in the vendor's or the state's words, of the next result in the {Subject} test that the student took last, if it is taken after the day and in the same school year. "
        + "Counted as come true here where it is below grade level; each other line between two levels is examined beside it. Who does not take the test again is neither.";
    public override string CameTrueWords => $"came out below grade level in {Subject} at the next test";
    public override IReadOnlyList<ModelInput> Inputs => [.. LevelInputs.All, .. StudentInputs.Tests, .. StudentInputs.Attendance, .. StudentInputs.Courses, .. StudentInputs.Behavior, .. StudentInputs.Place];
    public override IReadOnlyList<CaseRule> Rules =>
    [
        CaseRule.AbsenceSoFar,
        new("the level at the last test", s => s.Line!.Place - s.Line.Record.Last.Place),
        new("the levels at the last four tests", s => s.Line!.Place - s.Line.Record.Results.Average(r => r.Place)),
    ];
    public override IReadOnlyList<ModelChange> Changes => StudentChanges.All;
    public override IReadOnlyList<string> Limits =>
        [.. UsualLimits, "A level is a line through a scale: a student near it crosses it by the error of the test alone.", "Levels of different tests are lines drawn by different people: a level of one says nothing of a level of another."];

    /// <summary>True for a result of the subject whose level is known to be below grade level or not.</summary>
    public bool IsAsked(StudentScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return LevelWords.IsBelow(score.Level) is not null && Concerns(score.Subject);
    }

    /// <summary>True for a test's name for the subject: "Reading: Foundational Skills".</summary>
    public bool Concerns(string? subject) => SubjectWords.AreIn(subject, NamedBy);

    public override IReadOnlyList<StudentCase> Gather(IAsk known, IAsk? outcomes, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        var students = CaseHistory.Known(known, year, asOf, stop);
        var scales = Scales(students, year, asOf);
        var next = outcomes?.Ask(StudentScore.Taken(asOf.AddDays(1), year.LastDay), stop).Where(IsAsked).ToLookup(t => (t.StudentKey, t.Test));
        return [.. students.SelectMany(s => Lines(s, scales).Select(line => s with { Line = line, CameTrue = next is null ? null : Beneath(line, scales[line.Record.Test], next[(s.StudentKey, line.Record.Test)]) }))];
    }

    // Where a student stands is told by all students: those of a part would each time draw other lines.
    internal override Func<IAsk, CancellationToken, IReadOnlyList<StudentCase>> GatherBy(IAsk compared, SchoolYear year, DateOnly asOf, CancellationToken stop)
    {
        var scales = Scales(CaseHistory.Known(compared, year, asOf, stop), year, asOf);
        return (known, ends) => [.. CaseHistory.Known(known, year, asOf, ends).SelectMany(s => Lines(s, scales).Select(line => s with { Line = line, CameTrue = null }))];
    }

    IReadOnlyDictionary<string, LevelScale> Scales(IReadOnlyList<StudentCase> students, SchoolYear year, DateOnly asOf) =>
        LevelScale.Of(students.SelectMany(s => s.Scores).Where(IsAsked), t => SchoolYear.Of(t.TestDate) == year.Previous && t.TestDate > asOf.AddYears(-1));

    /// <summary>The lines of the test that the student took last; none without a result whose level is known.</summary>
    IEnumerable<CaseLine> Lines(StudentCase student, IReadOnlyDictionary<string, LevelScale> scales)
    {
        if (student.Scores.LastOrDefault(t => IsAsked(t) && scales.GetValueOrDefault(t.Test)?.PlaceOf(t.Level) is not null) is not { } last || scales[last.Test] is not { HasGradeLevel: true } scale)
            yield break;
        LevelResult[] results = [.. student.Scores.Where(t => t.Test == last.Test && scale.PlaceOf(t.Level) is not null).TakeLast(MostResults).Select(t => new LevelResult(t.TestDate, scale.PlaceOf(t.Level)!.Value, scale.RankOf(t)))];
        var record = new LevelRecord(last.Test, scale.Levels, results);
        for (var place = 0; place < scale.Levels.Count - 1; place++)
            yield return new CaseLine(record, place, place == scale.Below - 1, scale.ShareUpTo(place, student.SoFar.Placement.Grade), scale.ShareAhead(place, student.SoFar.Placement.Grade));
    }

    static bool? Beneath(CaseLine line, LevelScale scale, IEnumerable<StudentScore> after) =>
        after.OrderBy(t => t.TestDate).Select(t => scale.PlaceOf(t.Level)).FirstOrDefault() is { } place ? place <= line.Place : null;
}
