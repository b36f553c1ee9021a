namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A mark was posted before the first day of its class: the date or the class is another's.</summary>
public sealed class MarkBeforeSection : QualityRule
{
    public override string Name => "mark-before-section";
    public override string Title => "A mark before the class began";
    public override string Question => "Which marks were posted before their class began?";
    public override Severity Severity => Severity.Low;
    public override QualityOwner Owner => QualityOwner.DataCoordinator;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Historical Grades: correct the date stored, or the section that the mark belongs to.",
        InfiniteCampus: "Transcript or Grading Task: correct the date posted, or the section that the mark belongs to.",
        Skyward: "Grades: correct the date posted, or the section that the mark belongs to.");

    protected override string Sql => """
        SELECT m.student_key AS StudentKey, m.student_id AS StudentId, m.school_id AS SchoolId, m.school_name AS SchoolName,
               CONCAT(m.section_id, ' ', m.term, ' ', m.mark_type) AS Item, m.posted_date AS Day, x.first_day AS OtherDay
        FROM   seen.mark m
               JOIN seen.section x ON x.section_key = m.section_key
        WHERE  m.school_year = @year AND m.posted_date < x.first_day
        """;

    public override string? Judge(Suspect s) =>
        $"posted on {Day(s.Day)}, and the class began on {Day(s.OtherDay)}";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("posted in summer", new() { Day = new(2025, 7, 1), OtherDay = new(2025, 9, 2) }, IsFault: true),
    ];
}
