namespace DataDrivenDecisions.Importing.Quality;

/// <summary>Absences stand on a day that is no school day in the school's calendar, so that they count nowhere.</summary>
public sealed class AttendanceOnNonSchoolDay : QualityRule
{
    public override string Name => "attendance-on-non-school-day";
    public override string Title => "Attendance on a day without school";
    public override string Question => "Was attendance taken on a day that the calendar says was none?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.AttendanceClerk;
    public override QualityReach Reach => QualityReach.Counted;

    public override HowToFix Fix => new(
        PowerSchool: "School setup, Calendar Setup: mark the day as in session; or delete that day's attendance in Attendance, Change Meeting or Daily Attendance.",
        InfiniteCampus: "System Administration, Calendar, Days: mark the day as instruction and attendance; or delete the events in Attendance, Attendance Wizard.",
        Skyward: "Attendance, Setup, Calendar: make it a school day; or remove the entries in Attendance Entry by Date.");

    protected override string Sql => """
        SELECT a.school_id AS SchoolId, a.school_name AS SchoolName, a.school_date AS Day, COUNT(DISTINCT a.student_key) AS HowMany, MIN(d.day_type) AS Text
        FROM   seen.attendance_event a
               LEFT JOIN seen.school_day d ON d.school_key = a.school_key AND d.school_date = a.school_date
        WHERE  a.school_year = @year AND a.status <> 'present' AND COALESCE(d.is_instructional, 0) = 0
        GROUP  BY a.school_id, a.school_name, a.school_date
        """;

    public override string? Judge(Suspect s) =>
        $"{Count(s.HowMany, "student")} with attendance, and the calendar says {s.Text ?? "nothing"} for the day";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("an absence on a holiday", new() { HowMany = 1, Text = "Holiday" }, IsFault: true),
    ];
}
