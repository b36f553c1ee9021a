using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>
/// The SIS attendance export of Open Education Analytics (studentattendance): a row for every student and day or period, present ones too.
/// </summary>
public sealed class OpenEducationAttendance : Format<AttendanceArrival>
{
    public override string Name => "Open Education Analytics attendance";
    public override string Family => "Open Education Analytics";
    public override string Sample => "open-education/studentattendance.csv";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["student_id", "school_id", "attendance_date", "AttendanceCode", "PresenceFlag"];
    public override IReadOnlyList<string> MoreHeaders => ["id", "school_year", "all_day", "Period", "section_id", "attendance_status", "attendance_type", "attendance_sequence"];
    public override string SchoolColumn => "school_id";

    public override string StudentColumn => "student_id";

    public override AttendanceArrival Read(Row row)
    {
        var status = Status(row);
        var day = row.PastDate("attendance_date");
        return new()
        {
            Line = row.Line,
            StudentId = row.StudentId("student_id"),
            SchoolId = row.SchoolId("school_id"),
            Day = day,
            Year = Year(row, day),
            Period = row.TextOrNull("Period"),
            SectionId = row.TextOrNull("section_id"),
            Code = row.Text("AttendanceCode"),
            Status = status,
            PortionAbsent = status is AttendanceStatus.Absent ? 1 : 0,
            IsExcused = (row.TextOrNull("attendance_status") ?? "").Contains("excused", StringComparison.OrdinalIgnoreCase)
                && !row.TextOrNull("attendance_status")!.Contains("unexcused", StringComparison.OrdinalIgnoreCase),
            IsFullRecord = true,
        };
    }

    // The status in words is the more exact one; the flag says only whether somebody was there. A status that is not known is never read as present.
    static AttendanceStatus Status(Row row)
    {
        var isPresent = row.FlagOrNull("PresenceFlag");
        var said = row.TextOrNull("attendance_status")?.ToLowerInvariant();
        if (said is null && isPresent is null)
            row.Reject("PresenceFlag", "required-blank", "The row says neither present nor absent.", "Fill the presence flag, or leave the row out.");
        return said switch
        {
            "present" or "in attendance" => AttendanceStatus.Present,
            "tardy" or "late" => AttendanceStatus.Tardy,
            "absent" or "excused absence" or "unexcused absence" or "excused" or "unexcused" => AttendanceStatus.Absent,
            null => isPresent is true ? AttendanceStatus.Present : AttendanceStatus.Absent,
            _ => isPresent is false ? AttendanceStatus.Absent : AttendanceStatus.Unknown,
        };
    }

    // Some deliveries name the year by its beginning and some by its end; the date itself is certain.
    static SchoolYear Year(Row row, DateOnly day)
    {
        var year = SchoolYear.Of(day);
        if (row.YearOrNull("school_year") is { } said && said != year)
            row.Note("named a school year that does not hold the date; the year of the date was taken");
        return year;
    }
}
