namespace DataDrivenDecisions.Importing.Quality;

/// <summary>An action speaks of suspension without saying in or out of school: it is not counted as one.</summary>
public sealed class UnclearSuspension : QualityRule
{
    public override string Name => "unclear-suspension";
    public override string Title => "A suspension that is neither in nor out of school";
    public override string Question => "Which actions may be suspensions that are not counted?";
    public override Severity Severity => Severity.Medium;
    public override QualityOwner Owner => QualityOwner.DataCoordinator;
    public override QualityReach Reach => QualityReach.Counted;

    public override HowToFix Fix => new(
        PowerSchool: "District setup, Incident Management codes: rename the action to in-school or out-of-school suspension, or map it.",
        InfiniteCampus: "Behavior, Admin, Resolution Types: link the type to in-school or out-of-school suspension, or map it.",
        Skyward: "Discipline, Codes, Action: rename the action to in-school or out-of-school suspension, or map it.");

    protected override string Sql => """
        SELECT i.school_id AS SchoolId, i.school_name AS SchoolName, i.action AS Item, COUNT(*) AS HowMany
        FROM   seen.incident i
        WHERE  i.school_year = @year AND i.is_suspension = 0 AND LOWER(i.action) LIKE '%susp%'
        GROUP  BY i.school_id, i.school_name, i.action
        """;

    public override string? Judge(Suspect s) =>
        s.Item!.Contains("in-school", StringComparison.OrdinalIgnoreCase) || s.Item.Contains("in school", StringComparison.OrdinalIgnoreCase) ? null : $"{Count(s.HowMany, "action")} “{s.Item}”";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("suspended, but where?", new() { Item = "SUSP 3", HowMany = 2 }, IsFault: true),
        new("in-school suspension is known", new() { Item = "In-school suspension", HowMany = 5 }, IsFault: false),
    ];
}
