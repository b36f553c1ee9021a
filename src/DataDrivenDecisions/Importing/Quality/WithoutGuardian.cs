namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A student has no guardian on file, at a school that has one for nearly all others.</summary>
public sealed class WithoutGuardian : QualityRule
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
        SELECT q.student_key AS StudentKey, q.student_id AS StudentId, q.school_id AS SchoolId, q.school_name AS SchoolName,
               q.with_guardian AS HowMany, q.all_students AS OutOf
        FROM  (SELECT t.student_key, t.student_id, t.school_id, t.school_name, g.student_key AS guarded_key,
                      COUNT(g.student_key) OVER (PARTITION BY t.school_id) AS with_guardian, COUNT(*) OVER (PARTITION BY t.school_id) AS all_students
               FROM   seen.student t
                      LEFT JOIN (SELECT DISTINCT l.student_key FROM seen.guardian l) g ON g.student_key = t.student_key
               WHERE  t.is_enrolled = 1 AND t.is_placeholder = 0) q
        WHERE  q.guarded_key IS NULL
        """;

    public override string? Judge(Suspect s) =>
        s.HowMany * 100 >= s.OutOf * UsualPercent ? $"none, while {Count(s.HowMany, "student")} of {s.OutOf} at the school have one" : null;

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("the one without", new() { HowMany = 399, OutOf = 400 }, IsFault: true),
        new("a source that hardly sends guardians", new() { HowMany = 2, OutOf = 400 }, IsFault: false),
    ];
}
