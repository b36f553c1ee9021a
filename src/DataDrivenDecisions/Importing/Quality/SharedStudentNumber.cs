namespace DataDrivenDecisions.Importing.Quality;

/// <summary>Two students carry the same number: what files say by number may land with the wrong one.</summary>
public sealed class SharedStudentNumber : QualityRule
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
        SELECT a.student_key AS StudentKey, a.student_id AS StudentId, a.school_id AS SchoolId, a.school_name AS SchoolName, b.student_id AS Item
        FROM   seen.student a
               JOIN seen.student b ON b.student_number = a.student_number AND b.student_key > a.student_key
        WHERE  a.is_placeholder = 0 AND b.is_placeholder = 0
        """;

    public override string? Judge(Suspect s) =>
        $"shares its number with student {s.Item}";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a number used again", new() { Item = "s-77" }, IsFault: true),
    ];
}
