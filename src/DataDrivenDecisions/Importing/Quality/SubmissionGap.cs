namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A school day has no attendance although later days have: it is in no rate until it is sent.</summary>
public sealed class SubmissionGap : QualityRule
{
    public override string Name => "submission-gap";
    public override string Title => "A day whose attendance never came";
    public override string Question => "Is a day missing between days that were sent?";
    public override Severity Severity => Severity.Medium;
    public override QualityOwner Owner => QualityOwner.AttendanceClerk;
    public override QualityReach Reach => QualityReach.District;

    public override HowToFix Fix => new(
        PowerSchool: "Attendance, Submission Status for the day: have the missing attendance taken, then export the day again.",
        InfiniteCampus: "Attendance, Classroom Monitor for the day: have the missing attendance taken, then export the day again.",
        Skyward: "Attendance, Unrecorded Class Attendance for the day: have it recorded, then export the day again.");

    protected override string Sql => """
        SELECT d.school_id AS SchoolId, d.school_name AS SchoolName, d.school_date AS Day, MAX(l.through) AS OtherDay
        FROM   seen.school_day d
               JOIN (SELECT s.school_key, MAX(s.school_date) AS through FROM seen.school_day s
                     WHERE s.school_year = @year AND s.is_submitted = 1 GROUP BY s.school_key) l ON l.school_key = d.school_key
        WHERE  d.school_year = @year AND d.is_instructional = 1 AND d.is_submitted = 0 AND d.school_date < l.through AND d.school_date <= @today
        GROUP  BY d.school_id, d.school_name, d.school_date
        """;

    public override string? Judge(Suspect s) =>
        $"not sent, while attendance reaches {Day(s.OtherDay)}";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a day in between", new() { OtherDay = new(2026, 3, 12) }, IsFault: true),
    ];
}
