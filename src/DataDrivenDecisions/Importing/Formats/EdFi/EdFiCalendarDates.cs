using System.Globalization;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's calendar dates: what kind of day it is in a school. One instructional event makes an instructional day.</summary>
public sealed class EdFiCalendarDates() : EdFiFormat("EducationOrgCalendar", "calendarDates", "CalendarDate")
{
    // CalendarEvent codes of Data Standard 5.2.
    static readonly CodeTable<bool> Events = new("calendar event", false, "a day without instruction",
        ("Instructional day", true), ("Make-up day", true), ("Make-up day count", true), ("Student late arrival/early dismissal", true),
        ("Holiday", false), ("Teacher only day", false), ("Weather day", false), ("Emergency day", false), ("Non-instructional day", false), ("Strike", false), ("Other", false));

    public override Turn Turn => Turn.Calendars;
    public override IReadOnlyList<string> Headers => ["date", "calendarReference.schoolId|schoolReference.schoolId", "calendarEvents.calendarEventDescriptor|CalendarEvent"];
    public override IReadOnlyList<string> MoreHeaders => ["calendarReference.schoolYear|schoolYearTypeReference.schoolYear", "calendarReference.calendarCode"];
    public override string SchoolColumn => "calendarReference.schoolId";

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var day = row.Date("date");
        if (row.TextOrNull("calendarReference.calendarCode") is { } code && row.Context.EdFi.CalendarsOfFew.Contains($"{row.TextOrNull(SchoolColumn)}/{code}"))
        {
            row.Note("belonged to a calendar of single students or of staff, which is not the school's; they were kept whole");
            yield return Whole(row, "calendarDate", $"{row.SchoolId(SchoolColumn)}/{code}/" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            yield break;
        }
        var events = Codes(row, "calendarEvents.calendarEventDescriptor");
        if (events.Count == 0)
            row.Text("calendarEvents.calendarEventDescriptor");
        var instructional = events.Select(e => (Event: e, IsInstructional: Events.Of(row, e))).OrderByDescending(e => e.IsInstructional).FirstOrDefault();
        yield return new CalendarDayArrival
        {
            Line = row.Line,
            SchoolId = row.SchoolId("calendarReference.schoolId"),
            Day = day,
            Year = row.YearOrNull("calendarReference.schoolYear") ?? SchoolYear.Of(day),
            DayType = instructional.Event ?? "Other",
            IsInstructional = instructional.IsInstructional,
        };
    }
}
