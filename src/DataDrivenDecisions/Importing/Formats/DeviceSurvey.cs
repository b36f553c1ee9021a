using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>The survey of devices and internet at home, in Ed-Fi's codes (Data Standard 5.2, digital access).</summary>
public sealed class DeviceSurvey : Format<DeviceAccessArrival>
{
    static readonly string[] Devices = ["Desktop Computer", "Laptop Computer", "Tablet", "Chromebook", "Smartphone", "None", "Other"];
    static readonly string[] Access = ["Shared", "Not Shared", "Unknown"];
    static readonly string[] Providers = ["Personal", "School", "Other"];
    static readonly string[] Internet =
        ["Residential Broadband", "Cellular Network", "Hot Spot", "Community Provided Wi-Fi", "Satellite", "Dial-up", "Other", "None", "Unknown"];
    static readonly string[] Performance = ["Yes", "Sometimes", "No"];
    static readonly string[] Barriers = ["Not Available", "Not Affordable", "Not Desired", "Other"];

    public override string Name => "Device and internet survey";
    public override string Sample => "sis/device_survey.csv";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["student_number|student_id", "survey_date", "internet_access|internet_access_type_in_residence"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        "school_year", "primary_learning_device|primary_learning_device_away_from_school", "device_access|primary_learning_device_access",
        "device_provider|primary_learning_device_provider", "internet_performance|internet_performance_in_residence",
        "internet_barrier|barrier_to_internet_access_in_residence",
    ];

    public override string StudentColumn => "student_number";

    public override DeviceAccessArrival Read(Row row) => new()
    {
        Line = row.Line,
        StudentId = row.StudentId("student_number"),
        SurveyDate = row.PastDate("survey_date"),
        Year = row.YearOrNull("school_year"),
        Device = OneOfOrNull(row, "primary_learning_device", Devices),
        DeviceAccess = OneOfOrNull(row, "device_access", Access),
        DeviceProvider = OneOfOrNull(row, "device_provider", Providers),
        Internet = OneOfOrNull(row, "internet_access", Internet),
        InternetPerformance = OneOfOrNull(row, "internet_performance", Performance),
        InternetBarrier = OneOfOrNull(row, "internet_barrier", Barriers),
    };

    static string? OneOfOrNull(Row row, string column, IReadOnlyList<string> words) => row.TextOrNull(column) is null ? null : row.OneOf(column, words);
}
