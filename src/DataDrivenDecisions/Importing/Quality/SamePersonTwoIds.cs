namespace DataDrivenDecisions.Importing.Quality;

/// <summary>Two records have the same name and birth date: perhaps one child was registered twice.</summary>
public sealed class SamePersonTwoIds : QualityRule
{
    public override string Name => "same-person-two-ids";
    public override string Title => "Perhaps one student under two ids";
    public override string Question => "Is one child on file twice?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.Registrar;

    public override HowToFix Fix => new(
        PowerSchool: "If they are one person, keep the older record and move enrollments and grades with the data integrity tools.",
        InfiniteCampus: "Census, People, Combine Person: merge the two if they are one person.",
        Skyward: "Use Duplicate Name Merge if they are one person.");

    protected override string Sql => """
        SELECT a.student_key AS StudentKey, a.student_id AS StudentId, a.school_id AS SchoolId, a.school_name AS SchoolName, b.student_id AS Item
        FROM   seen.student a
               JOIN seen.student b ON b.birth_date = a.birth_date AND b.student_key > a.student_key AND LOWER(b.family_name) = LOWER(a.family_name) AND LOWER(b.given_name) = LOWER(a.given_name)
        """;

    public override string? Judge(Suspect s) =>
        $"same name and birth date as student {s.Item}";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("two ids", new() { Item = "s-78" }, IsFault: true),
    ];
}
