using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>Whether a student can do homework that needs the internet at home.</summary>
public sealed class HomeworkGap(HomeworkGap.Needs needs) : Indicator<StudentDevice>
{
    /// <summary>What is asked of a home.</summary>
    public sealed record Needs(string Name, bool AsksForDevice, string Words, string Source);

    public static readonly Needs Both = new("internet-and-device", true, "no internet or no device at home is a concern; a slow or metered line, a shared device or a phone alone is worth a look",
        "codes: Ed-Fi Data Standard 5.2; lines: the product's own");

    public static readonly Needs Internet = new("internet-only", false, "no internet at home is a concern; a slow or metered line is worth a look", "codes: Ed-Fi Data Standard 5.2; lines: the product's own");

    static readonly Needs[] Choices = [Both, Internet];
    static readonly string[] NoLine = ["None", "Community Provided Wi-Fi"], WeakLine = ["Cellular Network", "Hot Spot", "Satellite", "Dial-up"], Unsaid = ["Unknown", "Other"];

    public HomeworkGap() : this(Both) { }

    public override string Name => "homework-gap";
    public override string Title => "Homework gap";
    public override string Question => "Who cannot do homework that needs the internet at home?";
    public override string Method =>
        "The family's newest answer of this year to the survey on devices and internet at home. Wi-Fi that the community provides is not at home. A line that works only sometimes, a phone's or a satellite's line, a shared device or a phone alone make homework harder. "
        + "Who was not asked, or answered that it is not known, has no data: that is not good news.";
    public override string Source => needs.Source;
    public override string Preset => needs.Name;
    public override IReadOnlyList<Preset> Presets => [.. Choices.Select(c => new Preset(c.Name, c.Words, c.Source))];
    public override Indicator By(string preset) => new HomeworkGap(Choose(Choices, preset, c => c.Name));
    public override StudentDevice? Evidence(StudentYear student) => student.Device;
    protected override string Missing => "the survey on devices and internet has no answer of this year";

    public override IReadOnlyList<LookedAt> Open(StudentRows rows)
    {
        var newest = rows.Student.Device?.SurveyDate;
        return
        [
            .. rows.Devices.Select(d => new LookedAt
            {
                Day = d.SurveyDate, Counts = d.SurveyDate == newest, Why = d.SurveyDate == newest ? "the newest answer" : "a newer answer counts", Sources = LookedAt.From(d.Source),
                What = $"internet: {d.Internet ?? "not said"}, works: {d.Performance ?? "not said"}, device: {d.Device ?? "not said"}, shared: {d.Access ?? "not said"}",
            }),
        ];
    }

    public override Finding Judge(StudentDevice d)
    {
        string[] missing = [.. Said(Is(d.Internet, NoLine), "no internet at home"), .. Said(needs.AsksForDevice && Is(d.Device, ["None"]), "no device at home")];
        string[] weak =
        [
            .. Said(Is(d.Internet, WeakLine), $"internet by {d.Internet?.ToLowerInvariant()}"), .. Said(Is(d.Performance, ["No", "Sometimes"]), "a line that fails"),
            .. Said(needs.AsksForDevice && Is(d.Device, ["Smartphone"]), "only a phone"), .. Said(needs.AsksForDevice && Is(d.Access, ["Shared"]), "a shared device"),
        ];
        var isUnknown = d.Internet is null || Is(d.Internet, Unsaid);
        return missing.Length > 0 ? Finding.Concern(string.Join(" and ", missing))
            : isUnknown ? Finding.NoData("nobody knows what line there is at home")
            : weak.Length > 0 ? Finding.Watch(string.Join(", ", weak))
            : Finding.Fine(needs.AsksForDevice ? "internet and a device at home" : "internet at home");
    }

    static bool Is(string? answer, string[] which) => which.Contains(answer?.Trim(), StringComparer.OrdinalIgnoreCase);

    static IEnumerable<string> Said(bool isSo, string words) => isSo ? [words] : [];

    public override IReadOnlyList<Example<StudentDevice>> Examples =>
    [
        new("broadband and a laptop of one's own", Home("Residential Broadband", "Laptop Computer"), Verdict.Fine),
        new("no internet at home", Home("None", "Laptop Computer"), Verdict.Concern),
        new("Wi-Fi from the library across the street", Home("Community Provided Wi-Fi", "Chromebook"), Verdict.Concern),
        new("broadband, and no device", Home("Residential Broadband", "None"), Verdict.Concern),
        new("a phone's hot spot", Home("Hot Spot", "Laptop Computer"), Verdict.Watch),
        new("a device shared with brothers and sisters", Home("Residential Broadband", "Laptop Computer", "Shared"), Verdict.Watch),
        new("the family does not know", Home("Unknown", "Laptop Computer"), Verdict.NoData),
    ];

    static StudentDevice Home(string internet, string device, string access = "Not Shared") =>
        new() { SurveyDate = new DateOnly(2025, 9, 15), Internet = internet, Device = device, Access = access, Performance = "Yes" };
}
