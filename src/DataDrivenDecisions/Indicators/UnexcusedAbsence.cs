using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>How much of a student's absence nobody has excused, and who would be judged otherwise if all of it counted.</summary>
public sealed class UnexcusedAbsence(UnexcusedAbsence.Line line) : Indicator<StudentAttendance>
{
    const int FewestDays = 10; // as chronic absence; below it one cold decides

    /// <summary>What counts, and from how much on: a share of enrolled days, or a number of days.</summary>
    public sealed record Line(string Name, bool CountsExcused, Rate? Share, Rate? NearShare, int? Days, string Words, string Source);

    public static readonly Line Tenth = new("unexcused-tenth", false, Rate.Of(1, 10), Rate.Of(5, 100), null, "unexcused on 10% of enrolled days is a concern, on 5% worth a look",
        "the product's own lines, at the shares of chronic absence");

    public static readonly Line ThreeDays = new("three-days", false, null, null, 3, "unexcused on three days is a concern, on one worth a look", "California Education Code 48260: truant after three full days of a school year without a valid excuse");

    public static readonly Line AnyReason = new("any-reason", true, Rate.Of(1, 10), Rate.Of(5, 100), null, "absent for any reason on 10% of enrolled days is a concern, on 5% worth a look", "EDFacts FS195, which counts every reason");

    static readonly Line[] Choices = [Tenth, ThreeDays, AnyReason];

    public UnexcusedAbsence() : this(Tenth) { }

    public override string Name => "unexcused-absence";
    public override string Title => "Unexcused absence";
    public override string Question => "Whose absences has nobody excused?";
    public override string Method =>
        "Days with half the day or more missed of which not more than half is excused by the source's own codes, of days enrolled and submitted. A suspension is excused only where the school’s code says so. Excused days are told beside them. "
        + "A school that excuses nothing, or everything, makes this number say more of its front office than of its students: the preset any-reason, which counts both, stands beside it in the definition lab.";
    public override string Source => line.Source;
    public override string Preset => line.Name;
    public override IReadOnlyList<Preset> Presets => [.. Choices.Select(c => new Preset(c.Name, c.Words, c.Source))];
    public override Indicator By(string preset) => new UnexcusedAbsence(Choose(Choices, preset, c => c.Name));
    public override StudentAttendance? Evidence(StudentYear student) => student.Attendance is { DaysEnrolled: > 0 } a ? a : null;
    protected override string Missing => "no attendance has been sent for this student";

    public override IReadOnlyList<LookedAt> Open(StudentRows rows)
    {
        var excused = rows.Days.Where(d => d.EnrolledDays == 1).GroupBy(d => d.Day).Where(d => d.All(s => s.ExcusedDays > 0)).Select(d => d.Key).ToHashSet();
        return
        [
            .. Opening.Days(rows).Select(d => d.Part == 0 ? d
                : excused.Contains(d.Day!.Value) ? d with { Part = line.CountsExcused ? 1 : 0, Why = line.CountsExcused ? "a day absent, excused; both count" : "a day absent, excused" }
                : d with { Why = "a day absent, not excused" }),
        ];
    }

    public override Finding Judge(StudentAttendance a)
    {
        var unexcused = a.DaysAbsent - a.DaysExcused;
        var counted = line.CountsExcused ? a.DaysAbsent : unexcused;
        var share = Rate.Of(counted, a.DaysEnrolled);
        var reason = $"{Count(unexcused)} of {a.DaysEnrolled} days unexcused ({Rate.Of(unexcused, a.DaysEnrolled)}), {Count(a.DaysExcused)} excused";
        var verdict = line.Days is { } days ? counted >= days ? Verdict.Concern : counted >= 1 ? Verdict.Watch : Verdict.Fine
            : share >= line.Share!.Value ? Verdict.Concern : share >= line.NearShare!.Value ? Verdict.Watch : Verdict.Fine;
        return line.Days is null && a.DaysEnrolled < FewestDays ? Finding.TooSoon($"only {a.DaysEnrolled} days enrolled", counted, a.DaysEnrolled) : new Finding(verdict, reason, counted, a.DaysEnrolled);
    }

    public override IReadOnlyList<Example<StudentAttendance>> Examples =>
    [
        new("18 of 180 days absent, all unexcused", Days(18, 0), Verdict.Concern),
        new("18 of 180 days absent, half of them excused", Days(18, 9), Verdict.Watch),
        new("18 of 180 days absent, all excused", Days(18, 18), Verdict.Fine),
        new("2 of 9 days is too soon to say", new() { DaysEnrolled = 9, DaysAbsent = 2 }, Verdict.TooSoon),
    ];

    static StudentAttendance Days(int absent, int excused) => new() { DaysEnrolled = 180, DaysAbsent = absent, DaysMissed = absent, DaysExcused = excused };
}
