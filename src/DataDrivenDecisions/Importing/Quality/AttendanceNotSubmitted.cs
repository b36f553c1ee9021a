namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A school has not sent its attendance for three school days or more, so that its figures stand still.</summary>
public sealed class AttendanceNotSubmitted : QualityRule
{
    const int FewestDays = 3; // a day late is usual, three are a broken feed

    public override string Name => "attendance-not-submitted";
    public override string Title => "Attendance has stopped coming";
    public override string Question => "Has any school sent no attendance for three school days?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.AttendanceClerk;
    public override QualityReach Reach => QualityReach.District;

    public override HowToFix Fix => new(
        PowerSchool: "Ask for the teachers of Attendance, Submission Status; then check that the nightly export includes the school.",
        InfiniteCampus: "Attendance, Classroom Monitor shows who has not submitted; then check that the nightly export includes the calendar.",
        Skyward: "Attendance, Unrecorded Class Attendance shows who has not submitted; then check that the nightly export includes the entity.");

    protected override string Sql => """
        SELECT d.school_id AS SchoolId, d.school_name AS SchoolName, COUNT(DISTINCT d.school_date) AS HowMany, MAX(l.through) AS OtherDay
        FROM   seen.school_day d
               LEFT JOIN (SELECT s.school_key, MAX(s.school_date) AS through FROM seen.school_day s
                          WHERE s.school_year = @year AND s.is_submitted = 1 GROUP BY s.school_key) l ON l.school_key = d.school_key
        WHERE  d.school_year = @year AND d.is_instructional = 1 AND d.school_date <= @today AND d.school_date > COALESCE(l.through, CAST('1900-01-01' AS DATE))
        GROUP  BY d.school_id, d.school_name
        """;

    public override string? Judge(Suspect s) =>
        s.HowMany < FewestDays ? null
        : s.OtherDay is { } last ? $"{Count(s.HowMany, "school day")} without attendance since {Day(last)}"
        : $"no attendance this year, over {Count(s.HowMany, "school day")}";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("three days of silence", new() { HowMany = 3, OtherDay = new(2026, 3, 10) }, IsFault: true),
        new("two days may be a late export", new() { HowMany = 2, OtherDay = new(2026, 3, 11) }, IsFault: false),
    ];
}
