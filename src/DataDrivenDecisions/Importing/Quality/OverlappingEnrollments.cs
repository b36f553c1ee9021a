namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A student's two spells at one school share days, so that those days could count twice.</summary>
public sealed class OverlappingEnrollments : QualityRule
{
    public override string Name => "overlapping-enrollments";
    public override string Title => "Enrolled twice at one school";
    public override string Question => "Is anyone enrolled at a school again before having left it?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.Registrar;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Open the student, Enrollment, Transfer Info, and give the earlier enrollment an exit date before the later entry date.",
        InfiniteCampus: "Student Information, Enrollments: end the earlier enrollment the day before the later one begins, or delete the one made by mistake.",
        Skyward: "Student Profile, Entry/Withdrawal: add the withdrawal date to the earlier entry, or delete the entry made by mistake.");

    protected override string Sql => """
        SELECT a.student_key AS StudentKey, a.student_id AS StudentId, a.school_id AS SchoolId, a.school_name AS SchoolName,
               a.entry_date AS Day, MIN(b.entry_date) AS OtherDay
        FROM   seen.enrollment a
               JOIN seen.enrollment b ON b.student_key = a.student_key AND b.school_key = a.school_key AND b.school_year = a.school_year AND b.entry_date > a.entry_date
        WHERE  a.school_year = @year AND a.is_derived = 0 AND b.is_derived = 0 AND b.entry_date <= COALESCE(a.exit_date, CAST('9999-12-31' AS DATE))
        GROUP  BY a.student_key, a.student_id, a.school_id, a.school_name, a.entry_date
        """;

    public override string? Judge(Suspect s) =>
        $"enrolled from {Day(s.Day)}, and entered again on {Day(s.OtherDay)} before leaving";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a second entry while the first is open", new() { Day = new(2025, 9, 2), OtherDay = new(2025, 10, 6) }, IsFault: true),
    ];
}
