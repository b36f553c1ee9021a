using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>How many of the three early-warning flags, attendance, behavior and course, a student raises.</summary>
public sealed class AbcFlags(AbcPreset preset, IReadOnlyList<AbcPreset> own) : AbcIndicator<StudentYear>(preset, own)
{
    public AbcFlags() : this(AbcPreset.Default) { }

    public AbcFlags(AbcPreset preset) : this(preset, []) { }

    public override string Name => "abc";
    public override string Title => "Early-warning flags";
    public override string Question => "Who raises more than one early-warning flag?";
    public override string Method =>
        "The number of flags at concern out of those that could be judged. Two or three are a concern, one is worth a look, and so is a flag at watch. A flag without data is not counted, neither for nor against.";
    protected override Indicator With(AbcPreset preset, IReadOnlyList<AbcPreset> own) => new AbcFlags(preset, own);
    public override StudentYear? Evidence(StudentYear student) => student;
    protected override string Missing => "nothing has been sent for this student";
    protected override string Words(AbcPreset preset) => $"{preset.Words.Attendance}; {preset.Words.Behavior}; {preset.Words.Course}";

    public override IReadOnlyList<LookedAt> Open(StudentRows rows) => 
    [
        .. ((Indicator[])[new AbcAttendance(Thresholds), new AbcBehavior(Thresholds), new AbcCourse(Thresholds)]).Select(flag =>
        {
            var finding = flag.Find(rows.Student);
            var isJudged = finding.Verdict is not (Verdict.NoData or Verdict.TooSoon);
            return new LookedAt
            {
                What = $"{flag.Title}: {finding.Reason}", Counts = isJudged, Whole = isJudged ? 1 : 0, Part = finding.Verdict == Verdict.Concern ? 1 : 0, Leads = flag.Name,
                Why = finding.Verdict switch { Verdict.Concern => "a flag raised", Verdict.Watch => "not raised, but close", Verdict.Fine => "not raised", _ => "too little is known to judge it" },
            };
        }),
    ];

    public override Finding Judge(StudentYear student)
    {
        (string Flag, Finding Finding)[] flags = [.. Flags(student).Where(f => f.Finding.Verdict is not (Verdict.NoData or Verdict.TooSoon))];
        if (flags.Length == 0)
            return Flags(student).All(f => f.Finding.Verdict == Verdict.NoData) ? Finding.NoData(Missing) : Finding.TooSoon("too little is known to raise a flag");
        string[] raised = [.. flags.Where(f => f.Finding.Verdict == Verdict.Concern).Select(f => $"{f.Flag}: {f.Finding.Reason}")];
        string[] watched = [.. flags.Where(f => f.Finding.Verdict == Verdict.Watch).Select(f => $"{f.Flag}: {f.Finding.Reason}")];
        return raised.Length >= 2 ? Finding.Concern(string.Join("; ", raised), raised.Length, flags.Length)
            : raised.Length == 1 ? Finding.Watch(raised[0], 1, flags.Length)
            : watched.Length > 0 ? Finding.Watch("close on " + string.Join("; ", watched), 0, flags.Length)
            : Finding.Fine("no flag raised", 0, flags.Length);
    }

    /// <summary>The count of flags by every preset, strict and quick to warn: a model must beat the best of them.</summary>
    public static IReadOnlyList<FlagRule> Rules { get; } =
    [
        .. AbcPreset.All.SelectMany(p => (FlagRule[])
        [
            new($"the count of ABC flags by {p.Whose}, concerns only", new AbcFlags(p).Raised),
            new($"the count of ABC flags by {p.Whose}, watch and concern", new AbcFlags(p).RaisedOrWatched),
        ]),
    ];

    /// <summary>The flags at concern, 0 to 3: the rule that a model must beat.</summary>
    public int Raised(StudentYear student) => Flags(student).Count(f => f.Finding.Verdict == Verdict.Concern);

    /// <summary>The flags at watch or concern, 0 to 3: the same rule, quicker to warn.</summary>
    public int RaisedOrWatched(StudentYear student) => Flags(student).Count(f => f.Finding.Verdict is Verdict.Concern or Verdict.Watch);

    (string Flag, Finding Finding)[] Flags(StudentYear student) =>
    [
        ("attendance", new AbcAttendance(Thresholds).Find(student)),
        ("behavior", new AbcBehavior(Thresholds).Find(student)),
        ("course", new AbcCourse(Thresholds).Find(student)),
    ];

    public override IReadOnlyList<Example<StudentYear>> Examples =>
    [
        new("absent 15 of 100 days and three incidents", Year(15, incidents: 3), Verdict.Concern),
        new("absent 15 of 100 days", Year(15), Verdict.Watch),
        new("absent 7 of 100 days is close", Year(7), Verdict.Watch),
        new("absent 2 of 100 days", Year(2), Verdict.Fine),
        new("nothing sent at all", new StudentYear { Placement = new() { StudentKey = 1 } }, Verdict.NoData),
    ];

    static StudentYear Year(int absent, int incidents = 0) => new()
    {
        Placement = new() { StudentKey = 1 },
        Attendance = new() { DaysEnrolled = 100, DaysAbsent = absent, DaysMissed = absent },
        Incidents = new() { Incidents = incidents },
    };
}
