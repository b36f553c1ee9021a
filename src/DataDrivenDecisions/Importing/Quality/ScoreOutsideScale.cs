namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A test's score or percentile lies outside what the vendor's scale can give.</summary>
public sealed class ScoreOutsideScale : QualityRule
{
    // The vendors' published reporting scales; a test that is not here is judged by its percentile alone.
    static readonly Dictionary<string, (int Least, int Most)> Scales = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MAP Growth"] = (100, 350), ["i-Ready"] = (100, 800), ["ACT"] = (1, 36), ["AP"] = (1, 5), ["SAT"] = (200, 1600),
    };

    public override string Name => "score-outside-scale";
    public override string Title => "A score that its scale does not have";
    public override string Question => "Which scores cannot be?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.AssessmentCoordinator;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Compare with the vendor's site: the wrong column was exported, or the row was edited by hand. Export it again.",
        InfiniteCampus: "Compare with the vendor's site: the wrong column was exported, or the row was edited by hand. Export it again.",
        Skyward: "Compare with the vendor's site: the wrong column was exported, or the row was edited by hand. Export it again.");

    protected override string Sql => """
        SELECT a.student_key AS StudentKey, a.student_id AS StudentId, t.school_id AS SchoolId, t.school_name AS SchoolName,
               CONCAT(a.assessment, ' ', a.subject) AS Item, a.test_date AS Day, a.assessment AS Text, a.score_points AS Points, a.percentile_rank AS HowMany
        FROM   seen.assessment a
               LEFT JOIN seen.student t ON t.student_key = a.student_key
        WHERE  a.school_year = @year AND (a.score_points IS NOT NULL OR a.percentile_rank IS NOT NULL)
        """;

    public override string? Judge(Suspect s) =>
        s.HowMany is < 0 or > 100 ? $"percentile {s.HowMany}"
        : s.Points is { } points && Scales.TryGetValue(s.Text ?? "", out var scale) && (points < scale.Least || points > scale.Most)
            ? $"{Points(points)} on a scale of {scale.Least} to {scale.Most}"
            : null;

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a RIT of 950", new() { Text = "MAP Growth", Points = 950 }, IsFault: true),
        new("a RIT of 215", new() { Text = "MAP Growth", Points = 215, HowMany = 61 }, IsFault: false),
        new("a scale that nobody wrote down", new() { Text = "District benchmark", Points = 950 }, IsFault: false),
    ];
}
