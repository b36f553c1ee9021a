namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A suspension out of school has no number of days, so that it adds nothing to the days suspended.</summary>
public sealed class SuspensionWithoutDays : QualityRule
{
    public override string Name => "suspension-without-days";
    public override string Title => "A suspension without its days";
    public override string Question => "Which suspensions do not say how long they were?";
    public override Severity Severity => Severity.Medium;
    public override QualityOwner Owner => QualityOwner.Counselor;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Incident Management: open the incident's action and fill in the actual duration.",
        InfiniteCampus: "Behavior Management, Resolution: fill in the duration in school days.",
        Skyward: "Discipline, Action: fill in the number of days.");

    protected override string Sql => """
        SELECT i.student_key AS StudentKey, i.student_id AS StudentId, i.school_id AS SchoolId, i.school_name AS SchoolName,
               i.incident_id AS Item, MIN(i.incident_date) AS OtherDay
        FROM   seen.incident i
        WHERE  i.school_year = @year AND i.is_suspension = 1 AND COALESCE(i.action_days, 0) = 0
        GROUP  BY i.student_key, i.student_id, i.school_id, i.school_name, i.incident_id
        """;

    public override string? Judge(Suspect s) =>
        $"of {Day(s.OtherDay)}, a suspension of unknown length";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("no days given", new() { Item = "i-10", OtherDay = new(2025, 10, 1) }, IsFault: true),
    ];
}
