namespace DataDrivenDecisions.Importing.Quality;

/// <summary>An incident says that something happened and not what: it cannot be counted by kind.</summary>
public sealed class IncidentWithoutBehavior : QualityRule
{
    public override string Name => "incident-without-behavior";
    public override string Title => "An incident without a behavior";
    public override string Question => "Which incidents do not say what happened?";
    public override Severity Severity => Severity.Medium;
    public override QualityOwner Owner => QualityOwner.Counselor;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Log Entries or Incident Management: open the incident and choose the behavior code.",
        InfiniteCampus: "Behavior, Behavior Management: open the event and choose the event type.",
        Skyward: "Discipline, Offense: open the incident and choose the offense code.");

    protected override string Sql => """
        SELECT i.student_key AS StudentKey, i.student_id AS StudentId, i.school_id AS SchoolId, i.school_name AS SchoolName,
               i.incident_id AS Item, MIN(i.incident_date) AS OtherDay
        FROM   seen.incident i
        WHERE  i.school_year = @year AND NULLIF(TRIM(i.behavior), '') IS NULL
        GROUP  BY i.student_key, i.student_id, i.school_id, i.school_name, i.incident_id
        """;

    public override string? Judge(Suspect s) =>
        $"of {Day(s.OtherDay)}, without a behavior";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a blank behavior", new() { Item = "i-9", OtherDay = new(2025, 10, 1) }, IsFault: true),
    ];
}
