using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A student is much younger or older than the grade: most often a typed birth date or a wrong grade.</summary>
public sealed class AgeAgainstGrade : QualityRule
{
    // A grade is the age of five years above it on the first of September; repeating and, in grade 12, the right to school to 21 make some older.
    const int YearsYoung = 2;
    const int YearsOld = 4;

    public override string Name => "age-against-grade";
    public override string Title => "Age and grade do not fit";
    public override string Question => "Whose age is far from what the grade suggests?";
    public override Severity Severity => Severity.Medium;
    public override QualityOwner Owner => QualityOwner.Registrar;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Compare Demographics with the birth certificate, and Transfer Info with the grade.",
        InfiniteCampus: "Compare Census, Demographics with the birth certificate, and Enrollments with the grade.",
        Skyward: "Compare Student Profile, Demographics with the birth certificate, and the grade with the graduation year.");

    protected override string Sql => """
        SELECT t.student_key AS StudentKey, t.student_id AS StudentId, t.school_id AS SchoolId, t.school_name AS SchoolName,
               t.birth_date AS OtherDay, t.grade AS Text, t.school_year AS HowMany
        FROM   seen.student t
        WHERE  t.is_enrolled = 1 AND t.birth_date IS NOT NULL AND t.grade IS NOT NULL
        """;

    public override string? Judge(Suspect s) =>
        GradeLevel.TryParse(s.Text, out var grade) && grade.Number is { } number && Age(s) is var age
        && (age < number + 5 - YearsYoung || age > number + 5 + YearsOld)
            ? $"age {Count(age, "year")} at the start of grade {grade}"
            : null;

    static int Age(Suspect s)
    {
        var start = new DateOnly((int)(s.HowMany ?? 1) - 1, 9, 1);
        var born = s.OtherDay ?? start;
        return start.Year - born.Year - (born.AddYears(start.Year - born.Year) > start ? 1 : 0);
    }

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("fifteen in grade 3", new() { OtherDay = new(2010, 5, 1), Text = "03", HowMany = 2026 }, IsFault: true),
        new("eight in grade 3", new() { OtherDay = new(2017, 5, 1), Text = "03", HowMany = 2026 }, IsFault: false),
    ];
}
