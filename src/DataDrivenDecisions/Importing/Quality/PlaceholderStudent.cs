namespace DataDrivenDecisions.Importing.Quality;

/// <summary>Files speak of a student whom no roster has named: the rows are kept, but they belong to nobody yet.</summary>
public sealed class PlaceholderStudent : QualityRule
{
    public override string Name => "placeholder-student";
    public override string Title => "Mentioned by files, and on no roster";
    public override string Question => "Of whom do files speak whom the roster does not know?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.DataCoordinator;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Check that the roster export includes every student of the year, also those who left; else the number in the other file is wrong.",
        InfiniteCampus: "Check that the roster export includes every student of the year, also those who left; else the number in the other file is wrong.",
        Skyward: "Check that the roster export includes every student of the year, also those who left; else the number in the other file is wrong.");

    protected override string Sql => """
        SELECT t.student_key AS StudentKey, t.student_id AS StudentId, t.school_id AS SchoolId, t.school_name AS SchoolName
        FROM   seen.student t
        WHERE  t.is_placeholder = 1
        """;

    public override string? Judge(Suspect s) =>
        "known only by id";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("an id without a person", new() { StudentId = "0099999" }, IsFault: true),
    ];
}
