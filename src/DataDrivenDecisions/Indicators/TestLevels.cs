using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>In how many subjects a student's newest test of the year is below what the grade asks for.</summary>
public sealed class TestLevels(TestLevels.Line line) : Indicator<StudentYear>
{
    /// <summary>Below in one subject may be a concern, or only below in all of them.</summary>
    public sealed record Line(string Name, bool OneIsEnough, string Words, string Source);

    public static readonly Line InAll = new("every-subject", false, "below in every subject tested is a concern, in some worth a look", "levels: each test's own; the line: the product's own");
    public static readonly Line InOne = new("any-subject", true, "below in any subject is a concern", "levels: each test's own; the line: the product's own");

    static readonly Line[] Choices = [InAll, InOne];

    public TestLevels() : this(InAll) { }

    public override string Name => "test-levels";
    public override string Title => "Tested below grade level";
    public override string Question => "Whose newest tests are below grade level?";
    public override string Method =>
        "For each test and subject of this school year the newest result with a level, in the vendor’s or the state’s own words: below what the grade asks for, or not. Results without a level, and levels whose words are not known, are left out and say nothing. "
        + "A level is a line through a scale: a score near it may be on the other side another day.";
    public override string Source => line.Source;
    public override string Preset => line.Name;
    public override IReadOnlyList<Preset> Presets => [.. Choices.Select(c => new Preset(c.Name, c.Words, c.Source))];
    public override Indicator By(string preset) => new TestLevels(Choose(Choices, preset, c => c.Name));
    public override StudentYear? Evidence(StudentYear student) => student.Scores.Any(s => LevelWords.IsBelow(s.Level) is not null) ? student : null;
    protected override string Missing => "no test of this year has a level that is known";

    public override IReadOnlyList<LookedAt> Open(StudentRows rows)
    {
        var newest = Newest(rows.Student);
        return
        [
            .. rows.Student.Scores.Select(s => (Score: s, IsBelow: LevelWords.IsBelow(s.Level), Counts: newest.Contains(s))).Select(s => new LookedAt
            {
                Day = s.Score.TestDate, Counts = s.Counts, Part = s is { Counts: true, IsBelow: true } ? 1 : 0, Whole = s.Counts ? 1 : 0, Sources = LookedAt.From(s.Score.Source),
                What = $"{s.Score.Test}: {(s.Score.ScorePoints is { } points ? Count(points) : "no score")}, {s.Score.Level ?? "no level"}",
                Why = s.Counts ? s.IsBelow == true ? "a subject below grade level" : "a subject at or above grade level"
                    : s.Score.Level is null ? "no level: it says nothing" : s.IsBelow is null ? "nobody knows what this level means" : "a newer result of the test counts",
            }),
        ];
    }

    // Of two results of one day the one further down in the file is the newer.
    static IReadOnlyList<StudentScore> Newest(StudentYear student) =>
        [.. student.Scores.Where(s => LevelWords.IsBelow(s.Level) is not null).GroupBy(s => s.Test).Select(g => g.OrderBy(s => s.TestDate).ThenBy(s => s.Line).Last())];

    public override Finding Judge(StudentYear student)
    {
        var newest = Newest(student);
        if (newest.Count == 0)
            return Finding.NoData(Missing);
        string[] below = [.. newest.Where(s => LevelWords.IsBelow(s.Level) == true).Select(s => s.Test).Order(StringComparer.Ordinal)];
        var reason = below.Length == 0 ? $"at or above grade level in {(newest.Count == 1 ? newest[0].Test : $"all {newest.Count} tests")}" : $"below grade level in {string.Join(" and ", below)}, of {newest.Count} {(newest.Count == 1 ? "test" : "tests")}";
        return new Finding(below.Length == 0 ? Verdict.Fine : below.Length == newest.Count || line.OneIsEnough ? Verdict.Concern : Verdict.Watch, reason, below.Length, newest.Count);
    }

    public override IReadOnlyList<Example<StudentYear>> Examples =>
    [
        new("below in reading and in mathematics", Tested(("Reading", "Below Grade Level", 9), ("Mathematics", "Level 2", 9)), Verdict.Concern),
        new("below in reading, proficient in mathematics", Tested(("Reading", "Below Grade Level", 9), ("Mathematics", "Proficient", 9)), Verdict.Watch),
        new("below in fall, proficient in winter", Tested(("Reading", "Below Grade Level", 9), ("Reading", "Proficient", 12)), Verdict.Fine),
        new("a level whose words nobody knows", Tested(("Reading", "Band Q", 9)), Verdict.NoData),
    ];

    static StudentYear Tested(params (string Subject, string Level, int Month)[] tests) => new()
    {
        Placement = new() { StudentKey = 1 }, Scores = [.. tests.Select(t => new StudentScore { StudentKey = 1, Assessment = "A test", Subject = t.Subject, Level = t.Level, TestDate = new DateOnly(2025, t.Month, 15) })],
    };
}
