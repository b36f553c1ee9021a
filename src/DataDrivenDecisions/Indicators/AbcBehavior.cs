using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>The B of the early-warning flags: discipline incidents.</summary>
public sealed class AbcBehavior(AbcPreset preset, IReadOnlyList<AbcPreset> own) : AbcIndicator<StudentIncidents>(preset, own)
{
    public AbcBehavior() : this(AbcPreset.Default) { }

    public AbcBehavior(AbcPreset preset) : this(preset, []) { }

    public override string Name => "abc-behavior";
    public override string Title => "Behavior flag";
    public override string Question => "Whose discipline record is an early warning?";
    public override string Method => "This year's incidents against the threshold of the preset; an incident counts once however many actions followed.";
    protected override Indicator With(AbcPreset preset, IReadOnlyList<AbcPreset> own) => new AbcBehavior(preset, own);
    public override StudentIncidents? Evidence(StudentYear student) => student.Incidents;
    protected override string Missing => "no incidents have been sent for any school this year";
    protected override string Words(AbcPreset preset) => preset.Words.Behavior;

    public override IReadOnlyList<LookedAt> Open(StudentRows rows) => Opening.Incidents(rows);

    public override Finding Judge(StudentIncidents i) => new(Thresholds.Behavior(i), i.Incidents switch
    {
        0 => "no incidents",
        1 => "1 incident",
        var n => $"{n} incidents",
    } + i.StateOffenses switch
    {
        0 => "",
        1 => ", 1 of them a state offense",
        var n => $", {n} of them state offenses",
    } + (i.Suspensions > 0 ? $", {i.Suspensions} with suspension" : ""), i.Incidents);

    public override IReadOnlyList<Example<StudentIncidents>> Examples =>
    [
        new("three incidents", new() { Incidents = 3 }, Verdict.Concern),
        new("two incidents", new() { Incidents = 2 }, Verdict.Watch),
        new("one state offense is one incident", new() { Incidents = 1, StateOffenses = 1 }, Verdict.Watch),
        new("no incidents", new() { Incidents = 0 }, Verdict.Fine),
    ];
}
