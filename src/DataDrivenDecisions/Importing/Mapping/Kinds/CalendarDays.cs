using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Mapping.Kinds;

/// <summary>The calendar of a school, one row for each day.</summary>
internal sealed class CalendarDays : ContentKind
{
    const string Instructional = "Instructional day";

    // What a day is called in the warehouse, in Ed-Fi's words, by its name in profiles.
    static readonly Dictionary<string, string> Days = new(StringComparer.Ordinal)
    {
        ["school-day"] = Instructional, ["make-up-day"] = "Make-up day", ["holiday"] = "Holiday", ["teacher-only"] = "Teacher only day", ["weather"] = "Weather day", ["no-school"] = "Non-instructional day", ["other"] = "Other",
    };

    public override string Name => "calendar";
    public override string Title => "School calendar";
    public override string OneRowIs => "one day of one school";
    public override Turn Turn => Turn.Calendars;
    public override IReadOnlyList<string> Telling => ["date", "day_type"];
    public override IReadOnlyList<string> FileWords => ["calendar", "calendar days", "school days"];

    public override IReadOnlyList<ContentField> Fields { get; } =
    [
        CommonFields.School,
        new() { Name = "date", Label = "Day", Type = FieldType.Date, IsRequired = true, AlsoCalled = ["calendar date", "date", "school date", "day", "date value"] },
        new()
        {
            Name = "day_type", Label = "Kind of day", Type = FieldType.Code, IsRequired = true, UnknownIs = "other",
            AlsoCalled = ["day type", "calendar event", "event", "type", "in session", "type of day", "day code", "membership value", "is school day", "schedule type"],
            Meanings =
            [
                new("school-day", "School day", "Instructional day", "Instructional", "School day", "Regular", "S", "1", "Y", "Yes", "True", "In session", "ID"),
                new("make-up-day", "Make-up day", "Make-up day", "Makeup", "MU"),
                new("holiday", "Holiday", "Holiday", "H", "Vacation", "Break"),
                new("teacher-only", "Teachers only", "Teacher only day", "Staff day", "PD", "Teacher workday", "Inservice", "TW"),
                new("weather", "Closed by the weather", "Weather day", "Snow day", "W", "Emergency day"),
                new("no-school", "No school", "Non-instructional day", "No school", "0", "N", "No", "False", "Closed", "Weekend"),
                new("other", "Something else", "Other", "Strike"),
            ],
        },
        CommonFields.Year,
    ];

    internal override IEnumerable<Arrival> Read(MappedRow row)
    {
        var (day, type) = (row.Date("date"), row.Text("day_type"));
        yield return new CalendarDayArrival
        {
            Line = row.Line, SchoolId = row.School(), Day = day, Year = row.YearOrNull() ?? SchoolYear.Of(day), DayType = Days.GetValueOrDefault(type, "Other"), IsInstructional = type is "school-day" or "make-up-day",
        };
    }
}
