namespace DataDrivenDecisions.Importing.Quality;

/// <summary>Two records have the same name and birth date: perhaps one child was registered twice.</summary>
public sealed class SamePersonTwoIds : StudentsWhoShare
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
        SELECT t.student_key AS StudentKey, t.student_id AS StudentId, t.school_id AS SchoolId, t.school_name AS SchoolName,
               CONCAT(LOWER(t.family_name), '|', LOWER(t.given_name), '|', CAST(t.birth_date AS VARCHAR(10))) AS Text
        FROM   seen.student t
        WHERE  t.birth_date IS NOT NULL AND t.family_name IS NOT NULL AND t.given_name IS NOT NULL
        """;

    public override string? Judge(Suspect s) =>
        $"same name and birth date as student {s.Item}";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("two ids", new() { Item = "s-78" }, IsFault: true),
    ];
}
