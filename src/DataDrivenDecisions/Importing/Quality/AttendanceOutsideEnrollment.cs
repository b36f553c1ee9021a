namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A student has absences at a school on days outside every enrollment there, so that they count nowhere.</summary>
public sealed class AttendanceOutsideEnrollment : QualityRule
{
    public override string Name => "attendance-outside-enrollment";
    public override string Title => "Attendance while not enrolled";
    public override string Question => "Is anyone marked absent at a school on days when not enrolled there?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.AttendanceClerk;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Compare Enrollment, Transfer Info with Attendance: correct the entry or exit date, or delete the attendance after the exit.",
        InfiniteCampus: "Compare Enrollments with Attendance: correct the start or end date, or delete the events outside it.",
        Skyward: "Compare Entry/Withdrawal with Attendance: correct the dates, or delete the absences outside them.");

    protected override string Sql => """
        SELECT a.student_key AS StudentKey, a.student_id AS StudentId, a.school_id AS SchoolId, a.school_name AS SchoolName,
               COUNT(DISTINCT a.school_date) AS HowMany, MIN(a.school_date) AS OtherDay
        FROM   seen.attendance_event a
        WHERE  a.school_year = @year AND a.status <> 'present'
          AND  NOT EXISTS (SELECT 1 FROM seen.enrollment e
                           WHERE e.student_key = a.student_key AND e.school_key = a.school_key
                             AND e.entry_date <= a.school_date AND COALESCE(e.exit_date, CAST('9999-12-31' AS DATE)) >= a.school_date)
        GROUP  BY a.student_key, a.student_id, a.school_id, a.school_name
        """;

    public override string? Judge(Suspect s) =>
        $"{Count(s.HowMany, "day")} with attendance while not enrolled here, the first on {Day(s.OtherDay)}";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("absences before the entry", new() { HowMany = 3, OtherDay = new(2025, 9, 4) }, IsFault: true),
    ];
}
