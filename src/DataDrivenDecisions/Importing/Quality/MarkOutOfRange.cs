namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A mark's percent is below zero or above what extra credit explains.</summary>
public sealed class MarkOutOfRange : QualityRule
{
    const decimal Most = 110; // a tenth above a hundred is usual with extra credit

    public override string Name => "mark-out-of-range";
    public override string Title => "A percent that cannot be";
    public override string Question => "Which percents are below zero or far above a hundred?";
    public override Severity Severity => Severity.Medium;
    public override QualityOwner Owner => QualityOwner.DataCoordinator;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Open the section's gradebook: most often a score without its decimal point. Correct it and export again.",
        InfiniteCampus: "Grade Book of the section: most often a score without its decimal point. Correct it and export again.",
        Skyward: "Gradebook of the section: most often a score without its decimal point. Correct it and export again.");

    protected override string Sql => """
        SELECT m.student_key AS StudentKey, m.student_id AS StudentId, m.school_id AS SchoolId, m.school_name AS SchoolName,
               CONCAT(m.section_id, ' ', m.term, ' ', m.mark_type) AS Item, m.percent_points AS Points
        FROM   seen.mark m
        WHERE  m.school_year = @year AND (m.percent_points < 0 OR m.percent_points > 100)
        """;

    public override string? Judge(Suspect s) =>
        s.Points < 0 || s.Points > Most ? $"{Points(s.Points)} percent" : null;

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("118 percent", new() { Points = 118 }, IsFault: true),
        new("104 with extra credit", new() { Points = 104 }, IsFault: false),
    ];
}
