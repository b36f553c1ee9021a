using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>Which school has sent its attendance of which day: without it, no absence means nothing.</summary>
public sealed class AttendanceSubmitted : Format<AttendanceSubmittedArrival>
{
    public override string Name => "Attendance submitted";
    public override string Sample => "sis/attendance_submitted.csv";
    public override Turn Turn => Turn.Calendars;
    public override IReadOnlyList<string> Headers => ["school_number|school_id", "attendance_date", "submitted_at"];

    public override string SchoolColumn => "school_number";

    public override AttendanceSubmittedArrival Read(Row row)
    {
        var school = row.SchoolId("school_number");
        return new() { Line = row.Line, SchoolId = school, Day = row.SchoolDay("attendance_date", school) };
    }
}
