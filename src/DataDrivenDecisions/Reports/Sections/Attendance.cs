using DataDrivenDecisions.Charts;

namespace DataDrivenDecisions.Reports.Sections;

/// <summary>Days in school and days missed: the calendar of the year, and the rate in words.</summary>
public sealed class Attendance : Section
{
    public override Markup Html(Sheet sheet)
    {
        var (w, file) = (sheet.Words, sheet.File);
        if (file.Days.Count == 0)
            return Markup.None;
        var standing = file.Attendance.ToString();
        return Markup.Of($"""
            <section class="topic wide" aria-labelledby="attendance">
            <header><h2 id="attendance">{w["attendance.title"]}</h2><p>{Finding(sheet)}</p></header>
            <div class="calendar">{Calendar(sheet)}</div>
            <div class="picture">{(file.Attendance == Standing.Unknown ? Markup.None : Zones(sheet))}</div>
            {Steps(sheet, w["attendance.means." + standing], w["attendance.home." + standing], w["attendance.ask." + standing])}
            </section>
            """);
    }

    static string Finding(Sheet sheet)
    {
        var (w, file) = (sheet.Words, sheet.File);
        return file.DaysEnrolled == 0
            ? w["attendance.none"]
            : w.Count("attendance.said", file.DaysAway, file.FirstName, w.Number(file.DaysEnrolled - file.DaysAway), w.Number(file.DaysEnrolled))
                + (sheet.IsForFamily ? "" : $" ({file.Away})");
    }

    static Markup Calendar(Sheet sheet)
    {
        var w = sheet.Words;
        var chart = new AttendanceCalendar(new CalendarWords
        {
            Culture = w.Culture,
            Present = w["calendar.present"],
            Late = w["calendar.late"],
            Away = w["calendar.away"],
            Excused = w["calendar.excused"],
            NoRecord = w["calendar.none"],
            Message = w["calendar.title"],
            Alt = Finding(sheet),
        });
        return Markup.Raw(chart.Render(sheet.File.Days).Svg);
    }

    static Markup Zones(Sheet sheet)
    {
        var (w, file) = (sheet.Words, sheet.File);
        // The first whole day that reaches 5% and 10% of the days so far.
        var watch = Math.Ceiling(file.DaysEnrolled * 0.05m);
        var chronic = Math.Ceiling(file.DaysEnrolled * 0.10m);
        return Markup.Of($"""
            <p class="key">{w["attendance.scale", w.Number(file.DaysEnrolled)]}</p>
            {Pictures.DaysScale(file.DaysAway, file.DaysEnrolled, w["attendance.scale.alt", w.Number(file.DaysAway)])}
            <ol class="zones"><li><b>{w["attendance.zone", 0, w.Number(Math.Max(watch - 1, 0))]}</b> {w["attendance.zone.well"]}</li>
            <li><b>{w["attendance.zone", w.Number(watch), w.Number(Math.Max(chronic - 1, watch))]}</b> {w["attendance.zone.care"]}</li>
            <li><b>{w["attendance.zone.more", w.Number(chronic)]}</b> {w["attendance.zone.hard"]}</li></ol>
            """);
    }
}
