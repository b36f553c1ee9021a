using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>Absent for a tenth or more of enrolled days (as federal reporting defines chronic absence).</summary>
public sealed class ChronicAbsence(ChronicAbsence.Minimum minimum) : Indicator<StudentAttendance>
{
    static readonly Rate Threshold = Rate.Of(1, 10);
    static readonly Rate Near = Rate.Of(5, 100); // Attendance Works: 5 to 9 % is "at risk"

    /// <summary>The fewest enrolled days from which anyone is judged.</summary>
    public sealed record Minimum(string Name, int FewestDays, string Source);

    public static readonly Minimum Federal = new("federal", 10, "EDFacts FS195: at least 10 days enrolled");
    public static readonly Minimum EdFi = new("ed-fi", 20, "edu_wh default: 20 days");
    public static readonly Minimum California = new("california", 31, "California School Dashboard: more than 30 days");
    public static readonly Minimum NewJersey = new("new-jersey", 45, "New Jersey accountability: 45 days");

    public static readonly Minimum Florida = new("florida", 10, "Florida: 10 days, as the federal file");
    public static readonly Minimum MaineFacilities = new("maine-facilities", 60, "Maine, correctional facilities: 60 days (10 in all other schools)");

    static readonly Minimum[] Choices = [Federal, Florida, EdFi, California, NewJersey, MaineFacilities];

    public ChronicAbsence() : this(Federal) { }

    public override string Name => "chronic-absence";
    public override string Title => "Chronic absence";
    public override string Question => "Which students are missing too much school?";
    public override string Method =>
        "A student is chronically absent who missed half the day or more on at least 10% of the days enrolled, for any reason: excused, unexcused or suspended out of school. "
        + "Exactly 10% counts (attendance of exactly 90.0%). In-school suspension and approved off-site instruction are present. Days that the school has not submitted are in neither number, "
        + "and a student without any submitted day has no data. Days follow the student over all schools of the district. From 5% on it is worth a look.";
    public override string Source => $"{minimum.Source}; threshold: EDFacts FS195, 10% of days enrolled, inclusive";
    public override string Preset => minimum.Name;
    public override IReadOnlyList<Preset> Presets => [.. Choices.Select(m => new Preset(m.Name, $"judged from {m.FewestDays} enrolled days on", m.Source))];
    public override Indicator By(string preset) => new ChronicAbsence(Choose(Choices, preset, m => m.Name));
    public override StudentAttendance? Evidence(StudentYear student) => student.Attendance is { DaysEnrolled: > 0 } a ? a : null;
    protected override string Missing => "no attendance has been sent for this student";

    public override IReadOnlyList<LookedAt> Open(StudentRows rows) => Opening.Days(rows);

    public override Finding Judge(StudentAttendance a)
    {
        var reason = $"absent {a.DaysAbsent} of {a.DaysEnrolled} days ({a.Absence})";
        return a switch
        {
            { DaysEnrolled: 0 } => Finding.NoData(Missing),
            _ when a.DaysEnrolled < minimum.FewestDays => Finding.TooSoon($"only {a.DaysEnrolled} days enrolled", a.DaysAbsent, a.DaysEnrolled),
            _ when a.Absence >= Threshold => Finding.Concern(reason, a.DaysAbsent, a.DaysEnrolled),
            _ when a.Absence >= Near => Finding.Watch(reason, a.DaysAbsent, a.DaysEnrolled),
            _ => Finding.Fine(reason, a.DaysAbsent, a.DaysEnrolled),
        };
    }

    public override IReadOnlyList<Example<StudentAttendance>> Examples =>
    [
        new("18 of 180 days is exactly a tenth", new() { DaysAbsent = 18, DaysEnrolled = 180 }, Verdict.Concern),
        new("17 of 180 days is less than a tenth", new() { DaysAbsent = 17, DaysEnrolled = 180 }, Verdict.Watch),
        new("8 of 180 days is less than a twentieth", new() { DaysAbsent = 8, DaysEnrolled = 180 }, Verdict.Fine),
        new("1 of 10 days is a tenth of just enough days", new() { DaysAbsent = 1, DaysEnrolled = 10 }, Verdict.Concern),
        new("2 of 9 days is too soon to say", new() { DaysAbsent = 2, DaysEnrolled = 9 }, Verdict.TooSoon),
        new("40 days that nobody submitted are not 40 days present", new() { DaysAbsent = 0, DaysEnrolled = 0 }, Verdict.NoData),
    ];
}
