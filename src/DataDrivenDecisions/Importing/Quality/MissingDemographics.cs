using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Quality;

/// <summary>An enrolled student has no birth date, sex or race on file, and is missing from every group that they make.</summary>
public sealed class MissingDemographics : QualityRule
{
    public override string Name => "missing-demographics";
    public override string Title => "Birth date, sex or race is missing";
    public override string Question => "Whose birth date, sex or race is not on file?";
    public override Severity Severity => Severity.Medium;
    public override QualityOwner Owner => QualityOwner.Registrar;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Open the student, Demographics and State/Province Information: fill in what the enrollment form says.",
        InfiniteCampus: "Census, People, Demographics: fill in what the enrollment form says, with the race and ethnicity editor.",
        Skyward: "Student Profile, Demographics: fill in what the enrollment form says.");

    protected override string Sql => """
        SELECT t.student_key AS StudentKey, t.student_id AS StudentId, t.school_id AS SchoolId, t.school_name AS SchoolName,
               CONCAT(CASE WHEN t.birth_date IS NULL THEN 'birth date ' ELSE '' END, CASE WHEN NULLIF(TRIM(t.sex), '') IS NULL THEN 'sex ' ELSE '' END,
               CASE WHEN NULLIF(TRIM(t.race), '') IS NULL THEN 'race' ELSE '' END) AS Text
        FROM   seen.student t
        WHERE  t.is_enrolled = 1 AND t.is_placeholder = 0
          AND (t.birth_date IS NULL OR NULLIF(TRIM(t.sex), '') IS NULL OR NULLIF(TRIM(t.race), '') IS NULL)
        """;

    const string KnownSql = "SELECT COUNT(*) AS HowMany FROM seen.student t WHERE t.birth_date IS NOT NULL";

    public override IReadOnlyList<Query<Suspect>> Questions(SchoolYear year, DateOnly today) => [.. base.Questions(year, today), Asking(KnownSql, year, today)];

    /// <summary>Where no source sends birth dates at all, nobody in particular lacks one.</summary>
    public override IEnumerable<IReadOnlyList<QualityFinding>> FindInParts(QualityLook look, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(look);
        return look.Parts.Any(part => Ask(part, KnownSql, stop)[0].HowMany > 0) ? base.FindInParts(look, stop) : [];
    }

    public override string? Judge(Suspect s) =>
        $"not on file: {s.Text!.Trim().Replace("birth date ", "birth date, ", StringComparison.Ordinal).Replace("sex ", "sex, ", StringComparison.Ordinal)}";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("no race", new() { Text = "race" }, IsFault: true),
    ];
}
