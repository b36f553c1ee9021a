namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A mark brought more credits than were attempted.</summary>
public sealed class CreditsMoreThanPossible : QualityRule
{
    public override string Name => "credits-more-than-possible";
    public override string Title => "More credit than the course gives";
    public override string Question => "Who got more credit than a course gives?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.Counselor;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Open the student, Historical Grades: correct earned or potential credit hours.",
        InfiniteCampus: "Student Information, Transcript: correct credits earned or attempted.",
        Skyward: "Student Profile, Grades, Transcript: correct earned or possible credits.");

    protected override string Sql => """
        SELECT m.student_key AS StudentKey, m.student_id AS StudentId, m.school_id AS SchoolId, m.school_name AS SchoolName,
               CONCAT(m.section_id, ' ', m.term, ' ', m.mark_type) AS Item, m.credits_earned AS Points, m.credits_attempted AS MostPoints
        FROM   seen.mark m
        WHERE  m.school_year = @year AND m.credits_earned > m.credits_attempted
        """;

    public override string? Judge(Suspect s) =>
        $"{Points(s.Points)} credits earned of {Points(s.MostPoints)}";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("one credit for half a course", new() { Points = 1m, MostPoints = 0.5m }, IsFault: true),
    ];
}
