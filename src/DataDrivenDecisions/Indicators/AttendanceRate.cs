using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>The share of enrolled days that a student was in school.</summary>
public sealed class AttendanceRate(AttendanceRate.Tiers tiers) : Indicator<StudentAttendance>
{
    /// <summary>Lower bounds, both included: at <see cref="Good"/> all is well, from <see cref="Enough"/> it is worth a look, below it is a concern.</summary>
    public sealed record Tiers(string Name, Rate Good, Rate Enough, int FewestDays, string Words, string Source);

    public static readonly Tiers Kipp = new("kipp", Rate.Of(95, 100), Rate.Of(90, 100), 10,
        "95% and over is tier 1, 90 to 94.9% tier 2 (watch), below 90% tiers 3 and 4 (concern)", "KIPP attendance tiers, as edu_wh issue 3934 quotes them");

    public static readonly Tiers AttendanceWorks = new("attendance-works", Rate.Of(95, 100), Rate.Of(90, 100), 20,
        "fewer than 5% absent is satisfactory, 5 to 9% watch, 10% and over chronic; judged from 20 days on", "Attendance Works");

    static readonly Tiers[] Choices = [Kipp, AttendanceWorks];

    public AttendanceRate() : this(Kipp) { }

    public override string Name => "attendance-rate";
    public override string Title => "Attendance rate";
    public override string Question => "How much of school has each student been there for?";
    public override string Method =>
        "Days present divided by days enrolled. A day enrolled is an instructional or make-up day between entry and exit on which the school has submitted attendance; "
        + "days that no school has submitted are left out, not counted as present. A day with half or more of it missed is a day absent, one with less a day present (EDFacts FS195). In-school suspension and approved off-site days are present. "
        + "A student who changes schools keeps all days of the district. The school-wide form is average daily attendance divided by average daily membership.";
    public override string Source => tiers.Source;
    public override string Preset => tiers.Name;
    public override IReadOnlyList<Preset> Presets => [.. Choices.Select(t => new Preset(t.Name, t.Words, t.Source))];
    public override Indicator By(string preset) => new AttendanceRate(Choose(Choices, preset, t => t.Name));
    public override StudentAttendance? Evidence(StudentYear student) => student.Attendance is { DaysEnrolled: > 0 } a ? a : null;
    protected override string Missing => "no attendance has been sent for this student";

    public override IReadOnlyList<LookedAt> Open(StudentRows rows) => Opening.Days(rows, partIsPresent: true);

    public override Finding Judge(StudentAttendance a)
    {
        var present = a.DaysEnrolled - a.DaysAbsent;
        var reason = $"present {Count(present)} of {a.DaysEnrolled} days ({a.Attendance})";
        return a switch
        {
            { DaysEnrolled: 0 } => Finding.NoData(Missing),
            _ when a.DaysEnrolled < tiers.FewestDays => Finding.TooSoon($"only {a.DaysEnrolled} days enrolled", present, a.DaysEnrolled),
            _ when a.Attendance >= tiers.Good => Finding.Fine(reason, present, a.DaysEnrolled),
            _ when a.Attendance >= tiers.Enough => Finding.Watch(reason, present, a.DaysEnrolled),
            _ => Finding.Concern(reason, present, a.DaysEnrolled),
        };
    }

    public override IReadOnlyList<Example<StudentAttendance>> Examples =>
    [
        new("present 171 of 180 days is exactly 95%", new() { DaysEnrolled = 180, DaysAbsent = 9 }, Verdict.Fine),
        new("present 90 of 100 days is exactly 90%", new() { DaysEnrolled = 100, DaysAbsent = 10 }, Verdict.Watch),
        new("present 89 of 100 days", new() { DaysEnrolled = 100, DaysAbsent = 11 }, Verdict.Concern),
        new("enrolled for 4 days", new() { DaysEnrolled = 4, DaysAbsent = 2 }, Verdict.TooSoon),
        new("no day has been submitted", new() { DaysEnrolled = 0, DaysAbsent = 0 }, Verdict.NoData),
    ];
}
