namespace DataDrivenDecisions.Importing.Quality;

/// <summary>An incident stands on a day when its student was enrolled nowhere in the district.</summary>
public sealed class IncidentOutsideEnrollment : QualityRule
{
    public override string Name => "incident-outside-enrollment";
    public override string Title => "An incident while not enrolled";
    public override string Question => "Which incidents happened when the student was not enrolled?";
    public override Severity Severity => Severity.Medium;
    public override QualityOwner Owner => QualityOwner.Counselor;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Compare the incident's date with Transfer Info, and correct the one that is wrong.",
        InfiniteCampus: "Compare the event's date with Enrollments, and correct the one that is wrong.",
        Skyward: "Compare the offense's date with Entry/Withdrawal, and correct the one that is wrong.");

    protected override string Sql => """
        SELECT i.student_key AS StudentKey, i.student_id AS StudentId, i.school_id AS SchoolId, i.school_name AS SchoolName,
               i.incident_id AS Item, MIN(i.incident_date) AS OtherDay
        FROM   seen.incident i
        WHERE  i.school_year = @year
          AND  NOT EXISTS (SELECT 1 FROM seen.enrollment e WHERE e.student_key = i.student_key AND e.entry_date <= i.incident_date AND COALESCE(e.exit_date, CAST('9999-12-31' AS DATE)) >= i.incident_date)
        GROUP  BY i.student_key, i.student_id, i.school_id, i.school_name, i.incident_id
        """;

    public override string? Judge(Suspect s) =>
        $"of {Day(s.OtherDay)}, when the student was enrolled nowhere";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("in the summer before", new() { Item = "i-11", OtherDay = new(2025, 8, 1) }, IsFault: true),
    ];
}
