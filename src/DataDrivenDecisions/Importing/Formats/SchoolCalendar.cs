using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>A school's calendar: one row per school and day, with what kind of day it is in Ed-Fi's words.</summary>
public sealed class SchoolCalendar : Format<CalendarDayArrival>
{
    // Ed-Fi CalendarEvent codes (Data Standard 5.2), and the shorter words that exports use for them. Only the first line's days count as enrolled days.
    static readonly string[] Instructional = ["Instructional day", "Make-up day", "Make-up day count", "Student late arrival/early dismissal"];

    static readonly string[] OtherDays =
        ["Holiday", "Teacher only day", "Weather day", "Emergency day", "Non-instructional day", "Strike", "Other"];

    public override string Name => "School calendar";
    public override string Sample => "sis/calendar.csv";
    public override Turn Turn => Turn.Calendars;
    public override IReadOnlyList<string> Headers => ["school_number|school_id", "calendar_date|school_date", "day_type|calendar_event"];
    public override IReadOnlyList<string> MoreHeaders => ["school_year"];
    public override string SchoolColumn => "school_number";

    public override CalendarDayArrival Read(Row row)
    {
        var day = row.Date("calendar_date");
        var type = row.OneOf("day_type", [.. Instructional, .. OtherDays]);
        return new()
        {
            Line = row.Line,
            SchoolId = row.SchoolId("school_number"),
            Day = day,
            Year = row.YearOrNull("school_year") ?? SchoolYear.Of(day),
            DayType = type,
            IsInstructional = Instructional.Contains(type),
        };
    }
}
