using System.Globalization;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>The most school days in a row that a student has missed this year, and how many she is missing now.</summary>
public sealed class AbsenceStreak(AbsenceStreak.Lines lines) : Indicator<StudentYear>
{
    /// <summary>From how many days in a row it is worth a look, and from how many a concern.</summary>
    public sealed record Lines(string Name, int Watch, int Concern, string Source);

    public static readonly Lines Week = new("school-week", 3, 5, "the product's own lines, a school week: no national standard sets any");
    public static readonly Lines TwoWeeks = new("two-weeks", 5, 10, "the product's own lines, two school weeks: by then many schools ask whether a student has moved away");

    static readonly Lines[] Choices = [Week, TwoWeeks];

    public AbsenceStreak() : this(Week) { }

    public override string Name => "absence-streak";
    public override string Title => "Days absent in a row";
    public override string Question => "Who has been away for days in a row, and is still away?";
    public override string Method =>
        "The longest run of school days with half the day or more missed at one school since the year began, and the run that reaches the newest day that the school has submitted. Weekends, holidays and days that the school has not submitted stand between nothing: "
        + "Friday and Monday are two days in a row. A day whose code nobody has mapped ends a run, and so does a change of school. A run that is going on is judged by its length; one that is over is worth a look when it was long enough for a concern.";
    public override string Source => lines.Source;
    public override string Preset => lines.Name;
    public override IReadOnlyList<Preset> Presets => [.. Choices.Select(c => new Preset(c.Name, $"away now for {c.Concern} days or more is a concern, for {c.Watch} worth a look", c.Source))];
    public override Indicator By(string preset) => new AbsenceStreak(Choose(Choices, preset, c => c.Name));
    public override StudentYear? Evidence(StudentYear student) => student.Attendance is { DaysEnrolled: > 0 } ? student : null;
    protected override string Missing => "no attendance has been sent for this student";

    public override IReadOnlyList<LookedAt> Open(StudentRows rows)
    {
        var (longest, current) = (Longest(rows.Student), Current(rows.Student));
        // What the rows of a day say stands with chronic absence; here it is added to a run or left out.
        return
        [
            .. Opening.Days(rows).Where(d => d.Part == 1).Select(d => Within(d.Day, longest) ? d with { Why = "a day of the longest run" }
                : d with { Counts = false, Part = 0, Whole = 0, Why = Within(d.Day, current) ? "a day of the run that is going on, which is not the longest" : "a day absent of no run, or of a shorter one" })
                .Select(d => d with { Whole = 0 }),
        ];
    }

    static bool Within(DateOnly? day, AbsenceRun? run) => run is not null && day >= run.First && day <= run.Last;

    static AbsenceRun? Longest(StudentYear student) => student.Runs.OrderByDescending(r => r.Days).ThenByDescending(r => r.Last).FirstOrDefault();

    static AbsenceRun? Current(StudentYear student) => student.Runs.Where(r => r.IsCurrent == 1 && r.SchoolKey == (student.Placement.SchoolKey ?? r.SchoolKey)).OrderByDescending(r => r.Days).FirstOrDefault();

    public override Finding Judge(StudentYear student)
    {
        if (Evidence(student) is null)
            return Finding.NoData(Missing);
        if (Longest(student) is not { } longest)
            return Finding.Fine("never absent on two school days in a row", 0);
        var now = Current(student);
        var reason = now is null ? $"longest run {longest.Days} days ({Span(longest)}), over now"
            : now == longest ? $"absent for {now.Days} school days in a row, since {Day(now.First)}"
            : $"absent for {now.Days} school days in a row, since {Day(now.First)}; longest run {longest.Days} days ({Span(longest)})";
        var verdict = now?.Days >= lines.Concern ? Verdict.Concern : now?.Days >= lines.Watch || longest.Days >= lines.Concern ? Verdict.Watch : Verdict.Fine;
        return new Finding(verdict, reason, longest.Days);
    }

    static string Span(AbsenceRun run) => $"{Day(run.First)} to {Day(run.Last)}";

    static string Day(DateOnly day) => day.ToString("MMMM d", CultureInfo.InvariantCulture);

    public override IReadOnlyList<Example<StudentYear>> Examples =>
    [
        new("away now for five school days", Year((5, true)), Verdict.Concern),
        new("away now for three school days", Year((3, true)), Verdict.Watch),
        new("was away for five school days, and came back", Year((5, false)), Verdict.Watch),
        new("away now for two days, four days in fall", Year((2, true), (4, false)), Verdict.Fine),
        new("never two days in a row", Year(), Verdict.Fine),
        new("no day has been submitted", Year() with { Attendance = null }, Verdict.NoData),
    ];

    static StudentYear Year(params (int Days, bool IsCurrent)[] runs) => new()
    {
        Placement = new() { StudentKey = 1, SchoolKey = 1 }, Attendance = new() { DaysEnrolled = 100, DaysAbsent = runs.Sum(r => r.Days) },
        Runs = [.. runs.Select((r, i) => new AbsenceRun { StudentKey = 1, SchoolKey = 1, Days = r.Days, IsCurrent = r.IsCurrent ? 1 : 0, First = new DateOnly(2026, 3 - i, 2), Last = new DateOnly(2026, 3 - i, 1 + r.Days) })],
    };
}
