using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Mapping.Kinds;

/// <summary>A survey of devices and internet at home, in Ed-Fi's answers (Data Standard 5.2, digital access).</summary>
internal sealed class DeviceSurveyRows : ContentKind
{
    public override string Name => "device_survey";
    public override string Title => "Devices and internet at home";
    public override string OneRowIs => "one student’s answers on one day";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Telling => ["internet", "device"];
    public override IReadOnlyList<string> FileWords => ["device", "device survey", "internet", "digital access", "technology survey"];

    public override IReadOnlyList<ContentField> Fields { get; } =
    [
        CommonFields.Student,
        new() { Name = "survey_date", Label = "Day of the survey", Type = FieldType.Date, IsRequired = true, IsPast = true, AlsoCalled = ["survey date", "date", "response date", "date of survey", "timestamp", "submitted"] },
        Answer("internet", "Internet at home", ["internet access", "internet", "home internet", "internet access type in residence", "internet type"],
            ["Residential Broadband", "Cellular Network", "Hot Spot", "Community Provided Wi-Fi", "Satellite", "Dial-up", "Other", "None", "Unknown"]) with { IsRequired = true, UnknownIs = "Unknown" },
        Answer("device", "Device for learning", ["primary learning device", "device", "learning device", "device type", "primary learning device away from school", "home device"],
            ["Desktop Computer", "Laptop Computer", "Tablet", "Chromebook", "Smartphone", "None", "Other"]),
        Answer("device_access", "Shared or not", ["device access", "primary learning device access", "device shared", "shared"], ["Shared", "Not Shared", "Unknown"]),
        Answer("device_provider", "Whose device", ["device provider", "primary learning device provider", "provided by", "provider"], ["Personal", "School", "Other"]),
        Answer("internet_performance", "Fast enough", ["internet performance", "internet performance in residence", "internet speed", "performance"], ["Yes", "Sometimes", "No"]),
        Answer("internet_barrier", "What stands in the way", ["internet barrier", "barrier to internet access in residence", "barrier"], ["Not Available", "Not Affordable", "Not Desired", "Other"]),
        CommonFields.Year,
    ];

    internal override IEnumerable<Arrival> Read(MappedRow row)
    {
        yield return new DeviceAccessArrival
        {
            Line = row.Line,
            StudentId = row.Student(),
            SurveyDate = row.PastDate("survey_date"),
            Year = row.YearOrNull(),
            Internet = row.Text("internet"),
            Device = row.TextOrNull("device"),
            DeviceAccess = row.TextOrNull("device_access"),
            DeviceProvider = row.TextOrNull("device_provider"),
            InternetPerformance = row.TextOrNull("internet_performance"),
            InternetBarrier = row.TextOrNull("internet_barrier"),
        };
    }

    static ContentField Answer(string name, string label, IReadOnlyList<string> alsoCalled, IReadOnlyList<string> answers) =>
        new() { Name = name, Label = label, Type = FieldType.Code, AlsoCalled = alsoCalled, Meanings = [.. answers.Select(a => new CodeMeaning(a, a, a))] };
}
