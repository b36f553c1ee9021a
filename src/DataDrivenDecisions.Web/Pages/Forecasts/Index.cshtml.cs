using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Forecasts;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Forecasts;

/// <summary>Attendance to the end of the year by school and enrollment for five years by school and grade, each with how far such forecasts have been off.</summary>
public sealed class IndexModel(Standing standing) : DeskPage
{
    // The day on which most states count students.
    const int CountMonth = 10, CountDay = 1;

    // Older years tell of another district.
    const int MostYears = 8;

    public AttendanceAhead Attendance { get; private set; } = null!;
    public CohortSurvival Enrollment { get; private set; } = null!;
    public SchoolYear Year => Desk.Year;
    public Standing Standing => standing;

    public string Heading => Enrollment.District is { } d && d.Years[^1] is var last
        ? $"Enrollment {(Math.Abs(last.Students - d.Now) < 0.005 * d.Now ? "stays near" : last.Students > d.Now ? "may rise to" : "may fall to")} {Round(last.Students)} by {Words.Year(new SchoolYear(last.SchoolYear))}"
        : Attendance.Schools.Count > 0 ? "Attendance to the end of the year" : "Too little history for a forecast";

    public void OnGet()
    {
        var counted = CountedYear();
        Enrollment = CohortSurvival.Of([.. Enumerable.Range(counted.Ends - MostYears + 1, MostYears).SelectMany(y => Desk.Reader.Ask(EnrolledOn.Day(new SchoolYear(y), new DateOnly(y - 1, CountMonth, CountDay))))]);
        Attendance = AttendanceAhead.Of(Desk.Reader.Ask(SchoolMonthDays.All), Desk.Year, Desk.Today.Month, DaysToCome());
        Desk.Audit("look at forecasts", "district");
    }

    SchoolYear CountedYear() => Desk.Today >= new DateOnly(Desk.Year.Ends - 1, CountMonth, CountDay) ? Desk.Year : Desk.Year.Previous;

    Dictionary<int, double> DaysToCome()
    {
        var students = Desk.Reader.Ask(EnrolledCount.Now).Where(c => c.SchoolKey is not null).GroupBy(c => c.SchoolKey!.Value).ToDictionary(g => g.Key, g => g.Sum(c => c.StudentCount));
        return Desk.Reader.Ask(DaysAhead.After(Desk.Year, Desk.Today)).Where(d => students.ContainsKey(d.SchoolKey)).ToDictionary(d => d.SchoolKey, d => (double)d.Days * students[d.SchoolKey]);
    }

    public static string Round(double students) => Words.Count((long)Math.Round(students));

    public static string Percent(double share) => (100 * share).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + "%";
}
