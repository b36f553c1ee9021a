namespace DataDrivenDecisions.Importing.Quality;

/// <summary>Attendance carries a code that is not mapped: it is unknown, and never counted as present.</summary>
public sealed class UnmappedAttendanceCode : QualityRule
{
    public override string Name => "unmapped-attendance-code";
    public override string Title => "An attendance code that nobody mapped";
    public override string Question => "Which attendance codes does the import not understand?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.DataCoordinator;
    public override QualityReach Reach => QualityReach.Counted;

    public override HowToFix Fix => new(
        PowerSchool: "Attendance, Attendance Codes names what the code means: map it in the import, or correct it at the school.",
        InfiniteCampus: "System Administration, Attendance, Attendance Codes names what the code means: map it in the import, or correct it at the school.",
        Skyward: "Attendance, Codes, Attendance Types and Reasons names what the code means: map it in the import, or correct it at the school.");

    protected override string Sql => """
        SELECT a.school_id AS SchoolId, a.school_name AS SchoolName, COALESCE(a.code, 'blank') AS Item, COUNT(*) AS HowMany
        FROM   seen.attendance_event a
        WHERE  a.school_year = @year AND a.status = 'unknown'
        GROUP  BY a.school_id, a.school_name, a.code
        """;

    public override string? Judge(Suspect s) =>
        $"{Count(s.HowMany, "row")} with the code “{s.Item}”, which is not mapped";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a code of the school's own", new() { Item = "ZZ", HowMany = 12 }, IsFault: true),
    ];
}
