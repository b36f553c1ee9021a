using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A student is in a lower grade than the year before, which is rarely meant.</summary>
public sealed class GradeWentBack : QualityRule
{
    public override string Name => "grade-went-back";
    public override string Title => "The grade went back";
    public override string Question => "Is anyone in a lower grade than last year?";
    public override Severity Severity => Severity.Medium;
    public override QualityOwner Owner => QualityOwner.Registrar;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Transfer Info of both years: correct the grade that is wrong.",
        InfiniteCampus: "Enrollments of both years: correct the grade that is wrong.",
        Skyward: "Student Profile, Entry/Withdrawal and the graduation year: correct what is wrong.");

    protected override string Sql => """
        SELECT DISTINCT n.student_key AS StudentKey, n.student_id AS StudentId, n.school_id AS SchoolId, n.school_name AS SchoolName,
               n.grade AS Text, p.grade AS OtherText
        FROM   seen.enrollment n
               JOIN seen.enrollment p ON p.student_key = n.student_key AND p.school_year = n.school_year - 1
        WHERE  n.school_year = @year AND n.is_derived = 0 AND p.is_derived = 0 AND n.grade <> p.grade
        """;

    public override string? Judge(Suspect s) =>
        GradeLevel.TryParse(s.Text, out var now) && GradeLevel.TryParse(s.OtherText, out var before) && now.Number < before.Number ? $"grade {now} after grade {before} the year before" : null;

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("from 7 to 6", new() { Text = "06", OtherText = "07" }, IsFault: true),
        new("from K to 1", new() { Text = "01", OtherText = "KG" }, IsFault: false),
    ];
}
