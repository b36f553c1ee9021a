namespace DataDrivenDecisions.Importing.Quality;

/// <summary>Two students carry the same number: what files say by number may land with the wrong one.</summary>
public sealed class SharedStudentNumber : StudentsWhoShare
{
    public override string Name => "shared-student-number";
    public override string Title => "One student number, two students";
    public override string Question => "Is one student number used for two students?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.Registrar;

    public override HowToFix Fix => new(
        PowerSchool: "Find who had the number first; give the other a new number under Demographics, then have the exports made again.",
        InfiniteCampus: "Census, People: give the newer record a number of its own, or merge the two if they are one person.",
        Skyward: "Student Profile: give the newer record a number of its own, or merge the two with Duplicate Name Merge.");

    protected override string Sql => """
        SELECT t.student_key AS StudentKey, t.student_id AS StudentId, t.school_id AS SchoolId, t.school_name AS SchoolName, t.student_number AS Text
        FROM   seen.student t
        WHERE  t.is_placeholder = 0 AND t.student_number IS NOT NULL
        """;

    public override string? Judge(Suspect s) =>
        $"shares its number with student {s.Item}";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a number used again", new() { Item = "s-77" }, IsFault: true),
    ];
}
