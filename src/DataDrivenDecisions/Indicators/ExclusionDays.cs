using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>How many school days a student has been kept out of school by suspension this year.</summary>
public sealed class ExclusionDays(ExclusionDays.Line line) : Indicator<StudentIncidents>
{
    /// <summary>More days than this are a concern; any day below it is worth a look.</summary>
    public sealed record Line(string Name, decimal MoreThan, string Words, string Source);

    public static readonly Line Idea = new("idea", 10, "more than 10 days are a concern, any day is worth a look",
        "34 CFR 300.530 and 300.536: for a student with a disability more than 10 school days in a year may be a change of placement; here the line for every student");

    public static readonly Line AnyDay = new("any-day", 0, "any day is a concern", "Balfanz, Herzog and Mac Iver: a suspension in grade 6 is an early warning");

    static readonly Line[] Choices = [Idea, AnyDay];

    public ExclusionDays() : this(Idea) { }

    public override string Name => "exclusion-days";
    public override string Title => "Days suspended";
    public override string Question => "Who has lost school days to suspension?";
    public override string Method =>
        "The days of all out-of-school suspensions and expulsions of this school year, as the discipline records give them; an action without a number of days adds none. In-school suspension is not among them: the student is in school. "
        + "Where no school has sent incidents this year there is no data; a student whom none names has lost no day.";
    public override string Source => line.Source;
    public override string Preset => line.Name;
    public override IReadOnlyList<Preset> Presets => [.. Choices.Select(c => new Preset(c.Name, c.Words, c.Source))];
    public override Indicator By(string preset) => new ExclusionDays(Choose(Choices, preset, c => c.Name));
    public override StudentIncidents? Evidence(StudentYear student) => student.Incidents;
    protected override string Missing => "no incidents have been sent for any school this year";

    public override IReadOnlyList<LookedAt> Open(StudentRows rows) =>
    [
        .. rows.Incidents.Select(i => i is { IsSuspension: 1, ActionDays: > 0 and { } days }
            ? Opening.Incident(i, true, $"{Count(days)} days out of school", days)
            : Opening.Incident(i, false, i.IsSuspension == 1 ? "a suspension without a number of days" : "no suspension out of school")),
    ];

    public override Finding Judge(StudentIncidents i)
    {
        var reason = i.SuspendedDays == 0 ? "no day suspended" : $"{Count(i.SuspendedDays)} {(i.SuspendedDays == 1 ? "day" : "days")} suspended";
        return i.SuspendedDays > line.MoreThan ? Finding.Concern(reason, i.SuspendedDays) : i.SuspendedDays > 0 ? Finding.Watch(reason, i.SuspendedDays) : Finding.Fine(reason, 0);
    }

    public override IReadOnlyList<Example<StudentIncidents>> Examples =>
    [
        new("no incident at all", new() { Incidents = 0 }, Verdict.Fine),
        new("three days in one suspension", new() { Incidents = 1, Suspensions = 1, SuspendedDays = 3 }, Verdict.Watch),
        new("exactly ten days", new() { Incidents = 2, Suspensions = 2, SuspendedDays = 10 }, Verdict.Watch),
        new("ten and a half days", new() { Incidents = 3, Suspensions = 3, SuspendedDays = 10.5m }, Verdict.Concern),
    ];
}
