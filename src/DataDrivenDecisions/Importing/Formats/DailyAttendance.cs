using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>The SIS's attendance by exception: one row per student and day (or period) that was not simply present.</summary>
public sealed class DailyAttendance : Format<AttendanceArrival>
{
    // The SIS's own letters first, then Ed-Fi's AttendanceEventCategory words (Data Standard 5.2). In-school suspension and approved
    // off-site instruction count as present (EDFacts FS195).
    static readonly CodeTable<AttendanceMeaning> Codes = new("attendance code", new(AttendanceStatus.Unknown), "unknown",
        ("U", new(AttendanceStatus.Absent)), ("E", new(AttendanceStatus.Absent, IsExcused: true)), ("M", new(AttendanceStatus.Absent, IsExcused: true)),
        ("S", new(AttendanceStatus.Absent, IsExcused: true, IsSuspension: true)), ("T", new(AttendanceStatus.Tardy)), ("I", new(AttendanceStatus.Present, IsSuspension: true)),
        ("F", new(AttendanceStatus.Present, IsExcused: true)), ("P", new(AttendanceStatus.Present)), ("Unexcused Absence", new(AttendanceStatus.Absent)),
        ("Excused Absence", new(AttendanceStatus.Absent, IsExcused: true)), ("Tardy", new(AttendanceStatus.Tardy)), ("Early departure", new(AttendanceStatus.Tardy)),
        ("In Attendance", new(AttendanceStatus.Present)), ("Present", new(AttendanceStatus.Present)), ("Partial", new(AttendanceStatus.Partial)));

    public override string Name => "Daily attendance";
    public override string Sample => "sis/attendance.csv";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["student_number|student_id", "school_number|school_id", "attendance_date", "attendance_code|attendance_event_category"];
    public override IReadOnlyList<string> MoreHeaders => ["portion_absent", "reason", "period", "section_id", "school_year"];

    public override string SchoolColumn => "school_number";

    // An absence that was corrected to present is gone from the file, so the file replaces the days and schools that it names.
    public override Merge Merge => Merge.ReplaceDatesInFile;

    public override string StudentColumn => "student_number";

    public override AttendanceArrival Read(Row row)
    {
        var code = row.Text("attendance_code");
        // Never silently present: the day counts as unknown until somebody maps the code or corrects it.
        if (!row.TryMeaning("attendance_code", Codes.Meanings, out var meaning) && code.Length > 0)
            meaning = Codes.NotMapped(row, code);
        var portion = row.DecimalOrNull("portion_absent", 0, 1);
        var school = row.SchoolId("school_number");
        var day = row.SchoolDay("attendance_date", school);
        return new()
        {
            Line = row.Line,
            StudentId = row.StudentId("student_number"),
            SchoolId = school,
            Day = day,
            Period = row.TextOrNull("period"),
            SectionId = row.TextOrNull("section_id"),
            Code = code,
            Status = meaning.StatusFor(portion),
            PortionAbsent = meaning.PortionFor(portion),
            IsExcused = meaning.IsExcused,
            IsSuspension = meaning.IsSuspension,
            Reason = row.TextOrNull("reason"),
        };
    }
}
