namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A student has more enrolled days at a school than the school held so far this year.</summary>
public sealed class MoreDaysThanCalendar : QualityRule
{
    public override string Name => "more-days-than-calendar";
    public override string Title => "More days than the calendar has";
    public override string Question => "Does anyone have more days on record than the school held?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.AttendanceClerk;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "School setup, Calendar Setup: check that every day that was held is in session; then look for attendance on other days.",
        InfiniteCampus: "System Administration, Calendar, Days: check the instructional days; then look for attendance on other days.",
        Skyward: "Attendance, Setup, Calendar: check the school days; then look for attendance on other days.");

    protected override string Sql => """
        SELECT m.student_key AS StudentKey, m.student_id AS StudentId, m.school_id AS SchoolId, m.school_name AS SchoolName,
               CAST(SUM(CAST(m.enrolled_days AS BIGINT)) AS BIGINT) AS HowMany, MAX(c.day_count) AS OutOf
        FROM   seen.attendance_month m
               JOIN (SELECT d.school_key, COUNT(DISTINCT d.school_date) AS day_count
                     FROM   seen.school_day d
                     WHERE  d.school_year = @year AND d.is_instructional = 1 AND d.school_date <= @today
                     GROUP  BY d.school_key) c ON c.school_key = m.school_key
        WHERE  m.school_year = @year
        GROUP  BY m.student_key, m.student_id, m.school_id, m.school_name
        """;

    public override string? Judge(Suspect s) =>
        s.HowMany > s.OutOf ? $"{Count(s.HowMany, "day")} on record of {Count(s.OutOf, "day")} held" : null;

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("121 days of 120", new() { HowMany = 121, OutOf = 120 }, IsFault: true),
        new("every day of the calendar", new() { HowMany = 120, OutOf = 120 }, IsFault: false),
    ];
}
