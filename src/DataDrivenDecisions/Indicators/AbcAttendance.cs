using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>The A of the early-warning flags: missing much school.</summary>
public sealed class AbcAttendance(AbcPreset preset, IReadOnlyList<AbcPreset> own) : AbcIndicator<StudentAttendance>(preset, own)
{
    const int FewestDays = 10; // as chronic absence; below it one cold decides

    public AbcAttendance() : this(AbcPreset.Default) { }

    public AbcAttendance(AbcPreset preset) : this(preset, []) { }

    public override string Name => "abc-attendance";
    public override string Title => "Attendance flag";
    public override string Question => "Whose attendance is an early warning?";
    public override string Method =>
        "Days with half the day or more missed, of days enrolled and submitted, against the threshold of the preset. One preset looks at the last 45 calendar days only. Fewer than 10 days are too soon to say.";
    protected override Indicator With(AbcPreset preset, IReadOnlyList<AbcPreset> own) => new AbcAttendance(preset, own);
    public override StudentAttendance? Evidence(StudentYear student) =>
        (Thresholds.LooksAtRecentAttendance ? student.RecentAttendance : student.Attendance) is { DaysEnrolled: > 0 } a ? a : null;
    protected override string Missing => "no attendance has been sent for this student";
    protected override string Words(AbcPreset preset) => preset.Words.Attendance;

    public override IReadOnlyList<LookedAt> Open(StudentRows rows) => 
        Opening.Days(rows, from: Thresholds.LooksAtRecentAttendance ? rows.AsOf.AddDays(1 - StudentYear.RecentDays) : null);

    public override Finding Judge(StudentAttendance a) => a.DaysEnrolled < FewestDays
        ? Finding.TooSoon($"only {a.DaysEnrolled} days enrolled", a.DaysAbsent, a.DaysEnrolled)
        : new Finding(Thresholds.Attendance(a.Absence), $"absent {a.DaysAbsent} of {a.DaysEnrolled} days ({a.Absence})", a.DaysAbsent, a.DaysEnrolled);

    public override IReadOnlyList<Example<StudentAttendance>> Examples =>
    [
        new("absent exactly 10 of 100 days", new() { DaysAbsent = 10, DaysEnrolled = 100 }, Verdict.Concern),
        new("absent 9 of 100 days", new() { DaysAbsent = 9, DaysEnrolled = 100 }, Verdict.Watch),
        new("absent 4 of 100 days", new() { DaysAbsent = 4, DaysEnrolled = 100 }, Verdict.Fine),
        new("absent 4 of the first 5 days", new() { DaysAbsent = 4, DaysEnrolled = 5 }, Verdict.TooSoon),
    ];
}
