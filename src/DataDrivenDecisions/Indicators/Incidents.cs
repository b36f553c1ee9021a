using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>How often a student was in a discipline incident this year.</summary>
public sealed class Incidents(Incidents.Counts counts) : Indicator<StudentIncidents>
{
    /// <summary>From how many incidents, or after any suspension, it is a concern; any incident below that is worth a look.</summary>
    public sealed record Counts(string Name, int Concern, bool SuspensionIsConcern, string Source);

    public static readonly Counts AcumenEd = new("acumen-ed", 3, false, "AcumenEd: 0, 1 to 2, 3 and more incidents");
    public static readonly Counts HighSchoolCenter = new("national-high-school-center", 3, true, "National High School Center, grades 6 to 8: a day suspended is enough");

    static readonly Counts[] Choices = [AcumenEd, HighSchoolCenter];

    public Incidents() : this(AcumenEd) { }

    public override string Name => "incidents";
    public override string Title => "Discipline incidents";
    public override string Question => "Who has been in repeated trouble this year?";
    public override string Method =>
        "Different incidents of this school year that name the student, each counted once however many actions followed. "
        + "Three and more are a concern, one or two worth a look. Where no school has sent incidents this year there is no data; a student whom none names has none.";
    public override string Source => counts.Source;
    public override string Preset => counts.Name;
    public override IReadOnlyList<Preset> Presets =>
        [.. Choices.Select(c => new Preset(c.Name, $"{c.Concern} incidents{(c.SuspensionIsConcern ? " or any suspension" : "")}", c.Source))];
    public override Indicator By(string preset) => new Incidents(Choose(Choices, preset, c => c.Name));
    public override StudentIncidents? Evidence(StudentYear student) => student.Incidents;
    protected override string Missing => "no incidents have been sent for any school this year";

    public override IReadOnlyList<LookedAt> Open(StudentRows rows) => Opening.Incidents(rows);

    public override Finding Judge(StudentIncidents i)
    {
        var reason = i.Incidents switch
        {
            0 => "no incidents",
            1 => "1 incident",
            var n => $"{n} incidents",
        } + (i.Suspensions > 0 ? $", {i.Suspensions} with suspension" : "");
        return i.Incidents >= counts.Concern || (counts.SuspensionIsConcern && i.Suspensions > 0) ? Finding.Concern(reason, i.Incidents)
            : i.Incidents > 0 ? Finding.Watch(reason, i.Incidents)
            : Finding.Fine(reason, 0);
    }

    public override IReadOnlyList<Example<StudentIncidents>> Examples =>
    [
        new("three incidents", new() { Incidents = 3 }, Verdict.Concern),
        new("two incidents", new() { Incidents = 2 }, Verdict.Watch),
        new("none", new() { Incidents = 0 }, Verdict.Fine),
    ];
}
