namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A test is on file with neither a score nor a percentile nor a level.</summary>
public sealed class TestWithoutResult : QualityRule
{
    public override string Name => "test-without-result";
    public override string Title => "A test without a result";
    public override string Question => "Which tests are on file without score, percentile or level?";
    public override Severity Severity => Severity.Low;
    public override QualityOwner Owner => QualityOwner.AssessmentCoordinator;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Export the test again from the vendor's site once it is scored; if the student did not finish, leave the row out.",
        InfiniteCampus: "Export the test again from the vendor's site once it is scored; if the student did not finish, leave the row out.",
        Skyward: "Export the test again from the vendor's site once it is scored; if the student did not finish, leave the row out.");

    protected override string Sql => """
        SELECT a.student_key AS StudentKey, a.student_id AS StudentId, t.school_id AS SchoolId, t.school_name AS SchoolName,
               CONCAT(a.assessment, ' ', a.subject) AS Item, a.test_date AS Day
        FROM   seen.assessment a
               LEFT JOIN seen.student t ON t.student_key = a.student_key
        WHERE  a.school_year = @year AND a.score_points IS NULL AND a.percentile_rank IS NULL AND NULLIF(TRIM(a.level), '') IS NULL
        """;

    public override string? Judge(Suspect s) =>
        "no score, percentile or level";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("nothing but a date", new() { Item = "MAP Growth Reading" }, IsFault: true),
    ];
}
