namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A student is enrolled at two schools on the same day, so that both count her.</summary>
public sealed class TwoSchoolsOneDay : QualityRule
{
    public override string Name => "two-schools-one-day";
    public override string Title => "Enrolled at two schools on one day";
    public override string Question => "Is anyone enrolled at two schools at the same time?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.Registrar;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Search the student in all schools; use Transfer Out of School at the school that was left, with the last day there as exit date.",
        InfiniteCampus: "Student Information, Enrollments: end the enrollment at the school that was left. If both are meant, mark one of them as partial service type.",
        Skyward: "Student Profile, Entry/Withdrawal: withdraw the student from the entity that was left. If both are meant, set the default entity and mark the other as secondary.");

    protected override string Sql => """
        SELECT a.student_key AS StudentKey, a.student_id AS StudentId, a.school_id AS SchoolId, a.school_name AS SchoolName, b.school_id AS Item, b.school_name AS Text,
               MIN(CASE WHEN a.entry_date > b.entry_date THEN a.entry_date ELSE b.entry_date END) AS OtherDay
        FROM   seen.enrollment a
               JOIN seen.enrollment b ON b.student_key = a.student_key AND b.school_year = a.school_year AND b.school_key > a.school_key
        WHERE  a.school_year = @year AND a.is_derived = 0 AND b.is_derived = 0
          AND  a.entry_date <= COALESCE(b.exit_date, CAST('9999-12-31' AS DATE)) AND b.entry_date <= COALESCE(a.exit_date, CAST('9999-12-31' AS DATE))
        GROUP  BY a.student_key, a.student_id, a.school_id, a.school_name, b.school_id, b.school_name
        """;

    public override string? Judge(Suspect s) =>
        $"also enrolled at {s.Text}, both from {Day(s.OtherDay)}";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("two open enrollments", new() { Text = "Oak Middle", OtherDay = new(2025, 10, 6) }, IsFault: true),
    ];
}
