namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A student has no guardian on file, at a school that has one for nearly all others.</summary>
public sealed class WithoutGuardian : StudentsBesideTheirSchool
{
    const int UsualPercent = 80; // below it the source does not send guardians, and nobody in particular is missing one

    public override string Name => "without-guardian";
    public override string Title => "No guardian on file";
    public override string Question => "Whom could the school not call?";
    public override Severity Severity => Severity.Medium;
    public override QualityOwner Owner => QualityOwner.Registrar;

    public override HowToFix Fix => new(
        PowerSchool: "Open the student, Contacts, and add a contact who has custody or may be called.",
        InfiniteCampus: "Census, Relationships: add a guardian in the household.",
        Skyward: "Student Profile, Family: add a guardian.");

    protected override string Sql => """
        SELECT t.student_key AS StudentKey, t.student_id AS StudentId, t.school_id AS SchoolId, t.school_name AS SchoolName
        FROM   seen.student t
        WHERE  t.is_enrolled = 1 AND t.is_placeholder = 0
          AND  NOT EXISTS (SELECT 1 FROM seen.guardian g WHERE g.student_key = t.student_key)
        """;

    protected override string SchoolSql => """
        SELECT t.school_id AS SchoolId, COUNT(*) AS OutOf,
               CAST(SUM(CAST(CASE WHEN g.student_key IS NULL THEN 0 ELSE 1 END AS BIGINT)) AS BIGINT) AS HowMany
        FROM   seen.student t
               LEFT JOIN (SELECT DISTINCT l.student_key FROM seen.guardian l) g ON g.student_key = t.student_key
        WHERE  t.is_enrolled = 1 AND t.is_placeholder = 0
        GROUP  BY t.school_id
        """;

    public override string? Judge(Suspect s) =>
        s.HowMany * 100 >= s.OutOf * UsualPercent ? $"none, while {Count(s.HowMany, "student")} of {s.OutOf} at the school have one" : null;

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("the one without", new() { HowMany = 399, OutOf = 400 }, IsFault: true),
        new("a source that hardly sends guardians", new() { HowMany = 2, OutOf = 400 }, IsFault: false),
    ];
}
