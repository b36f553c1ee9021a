namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A student left during the year and no reason is on file, so that a transfer cannot be told from a dropout.</summary>
public sealed class ExitWithoutReason : QualityRule
{
    public override string Name => "exit-without-reason";
    public override string Title => "Left without a reason";
    public override string Question => "Who left without a reason on file?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.Registrar;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Transfer Info: fill in the exit code, and keep the document that shows where the student went.",
        InfiniteCampus: "Enrollments: fill in the end status, and keep the document that shows where the student went.",
        Skyward: "Entry/Withdrawal: fill in the withdrawal code, and keep the document that shows where the student went.");

    protected override string Sql => """
        SELECT e.student_key AS StudentKey, e.student_id AS StudentId, e.school_id AS SchoolId, e.school_name AS SchoolName,
               e.entry_date AS Day, e.exit_date AS OtherDay
        FROM   seen.enrollment e
        WHERE  e.school_year = @year AND e.is_derived = 0 AND e.exit_date <= @today AND NULLIF(TRIM(e.exit_reason), '') IS NULL
        """;

    public override string? Judge(Suspect s) =>
        $"left on {Day(s.OtherDay)} without a reason";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("left in November", new() { Day = new(2025, 9, 2), OtherDay = new(2025, 11, 14) }, IsFault: true),
    ];
}
