using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Forecasts;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Forecasts;

/// <summary>Attendance to the end of the year by school and enrollment for five years by school and grade, each with how far such forecasts have been off: of the whole district, or for a principal of her school.</summary>
public sealed class IndexModel(Standing standing) : DeskPage
{
    public AttendanceAhead Attendance { get; private set; } = null!;
    public CohortSurvival Enrollment { get; private set; } = null!;
    public SchoolYear Year => Desk.Year;
    public Standing Standing => standing;

    /// <summary>True where the lines are those of the viewer's own schools.</summary>
    public bool IsOfSchools => !Desk.CoversDistrict;

    public string Heading => (Enrollment.District ?? (Enrollment.Schools is [var only] ? only : null)) is { } line && line.Years[^1] is var last
        ? $"Enrollment {(line.SchoolName is { } school ? $"at {school} " : "")}{(Math.Abs(last.Students - line.Now) < 0.005 * line.Now ? "stays near" : last.Students > line.Now ? "may rise to" : "may fall to")} {Round(last.Students)} by {Words.Year(new SchoolYear(last.SchoolYear))}"
        : Attendance.Schools.Count > 0 ? "Attendance to the end of the year" : "Too little history for a forecast";

    public void OnGet()
    {
        var forecast = DistrictForecast.Of(Desk.District.Warehouse, Desk.Today, lookingBack: Desk.AsOf is not null, HttpContext.RequestAborted);
        if (IsOfSchools)
            forecast = forecast.Of(Desk.Reader.Ask(SeenSchool.All).Where(s => Desk.CoversSchool(s.SchoolId, s.SchoolNumber)).Select(s => s.SchoolKey).ToHashSet());
        (Attendance, Enrollment) = (forecast.Attendance, forecast.Enrollment);
        Desk.Audit("look at forecasts", IsOfSchools ? "own schools" : "district");
    }

    public static string Round(double students) => Words.Count((long)Math.Round(students));

    public static string Percent(double share) => (100 * share).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + "%";
}
