using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Freshness;

/// <summary>How far each source reaches, and which schools are behind.</summary>
public sealed class IndexModel(Standing standing) : DeskPage
{
    public Standing Standing => standing;

    public string Heading => standing.AttendanceThrough is not { } day ? "Nothing of this year has been imported yet"
        : standing.Behind.Count == 0 ? $"Attendance reaches {Words.Day(day)} everywhere"
        : $"Attendance reaches {Words.Day(day)}; {Words.Spelled(standing.Behind.Count, "school")} {(standing.Behind.Count == 1 ? "is" : "are")} behind";

    public static string Name(string kind) => kind switch
    {
        "attendance" => "Attendance",
        "marks" => "Marks",
        "assessments" => "Tests",
        "incidents" => "Incidents",
        "devices" => "Device and internet survey",
        _ => kind,
    };
}
