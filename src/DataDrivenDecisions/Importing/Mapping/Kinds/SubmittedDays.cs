using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Mapping.Kinds;

/// <summary>Which school has sent its attendance of which day.</summary>
internal sealed class SubmittedDays : ContentKind
{
    public override string Name => "submitted_days";
    public override string Title => "Days with attendance sent";
    public override string OneRowIs => "one day that a school has sent";
    public override Turn Turn => Turn.Calendars;
    public override IReadOnlyList<string> Telling => ["date", "submitted_at"];
    public override IReadOnlyList<string> FileWords => ["submitted", "attendance submitted", "attendance taken", "submissions"];

    public override IReadOnlyList<ContentField> Fields { get; } =
    [
        CommonFields.School,
        new() { Name = "date", Label = "Day", Type = FieldType.Date, IsRequired = true, IsPast = true, AlsoCalled = ["attendance date", "date", "school date", "day", "attendance day"] },
        new() { Name = "submitted_at", Label = "When it was sent", Type = FieldType.Date, AlsoCalled = ["submitted at", "sent at", "time sent", "submitted", "submitted on", "taken at", "time submitted", "submission time", "date submitted"] },
    ];

    internal override IEnumerable<Arrival> Read(MappedRow row)
    {
        var school = row.School();
        yield return new AttendanceSubmittedArrival { Line = row.Line, SchoolId = school, Day = row.SchoolDay("date", school) };
    }
}
