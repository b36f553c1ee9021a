using DataDrivenDecisions.Importing.Formats;

namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A test is called fall, winter or spring and its date says otherwise, so that growth would compare the wrong tests.</summary>
public sealed class TestOutsideWindow : QualityRule
{
    public override string Name => "test-outside-window";
    public override string Title => "A test outside its window";
    public override string Question => "Which tests were taken at a time that is not their window's?";
    public override Severity Severity => Severity.Medium;
    public override QualityOwner Owner => QualityOwner.AssessmentCoordinator;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Correct the test window or the date on the vendor's site, then export again.",
        InfiniteCampus: "Correct the test window or the date on the vendor's site, then export again.",
        Skyward: "Correct the test window or the date on the vendor's site, then export again.");

    protected override string Sql => """
        SELECT a.student_key AS StudentKey, a.student_id AS StudentId, t.school_id AS SchoolId, t.school_name AS SchoolName,
               CONCAT(a.assessment, ' ', a.subject) AS Item, a.test_date AS Day, a.test_window AS Text, a.school_year AS HowMany
        FROM   seen.assessment a
               LEFT JOIN seen.student t ON t.student_key = a.student_key
        WHERE  a.school_year = @year AND a.test_window IS NOT NULL
        """;

    public override string? Judge(Suspect s) =>
        s.Day is { } day && Words.MonthsOf(s.Text) is { } months && !months.Contains(day.Month) ? $"called {s.Text}, taken on {Day(day)}" : null;

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a fall test in March", new() { Text = "fall", Day = new(2026, 3, 2) }, IsFault: true),
        new("a winter test in January", new() { Text = "winter", Day = new(2026, 1, 20) }, IsFault: false),
    ];
}
