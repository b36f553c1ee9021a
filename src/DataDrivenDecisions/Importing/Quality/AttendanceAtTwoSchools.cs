namespace DataDrivenDecisions.Importing.Quality;

/// <summary>Two schools sent a whole day's attendance of the same student for the same day.</summary>
public sealed class AttendanceAtTwoSchools : QualityRule
{
    public override string Name => "attendance-at-two-schools";
    public override string Title => "One day's attendance from two schools";
    public override string Question => "Did two schools send attendance for one student on the same day?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.AttendanceClerk;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Delete the day's attendance at the school where the student was not, under Attendance in that school.",
        InfiniteCampus: "Attendance, in the calendar of the school where the student was not: delete the event.",
        Skyward: "Attendance Entry, in the entity where the student was not: delete the day.");

    protected override string Sql => """
        SELECT a.student_key AS StudentKey, a.student_id AS StudentId, a.school_id AS SchoolId, a.school_name AS SchoolName,
               a.school_date AS Day, MIN(b.school_name) AS Text
        FROM   seen.attendance_event a
               JOIN seen.attendance_event b ON b.student_key = a.student_key AND b.school_date = a.school_date AND b.school_key > a.school_key
        WHERE  a.school_year = @year AND a.period IS NULL AND a.section_id IS NULL AND b.period IS NULL AND b.section_id IS NULL
        GROUP  BY a.student_key, a.student_id, a.school_id, a.school_name, a.school_date
        """;

    public override string? Judge(Suspect s) =>
        $"also sent by {s.Text}";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a day that two schools sent", new() { Text = "Oak Middle" }, IsFault: true),
    ];
}
