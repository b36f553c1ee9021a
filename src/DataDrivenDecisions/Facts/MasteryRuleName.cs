namespace DataDrivenDecisions.Facts;

/// <summary>The rules by which schools make one number of all evidence of a standard: the one list of their names, with the column that keeps each one's number.</summary>
/// <param name="Name">The rule's short name.</param>
/// <param name="Column">Where the warehouse keeps what it says, of a hundred.</param>
public sealed record MasteryRuleName(string Name, string Column)
{
    public const string Decaying = "decaying-average", Recent = "most-recent", Highest = "highest", Mean = "mean", Mode = "mode";

    /// <summary>Every rule, the one in force unless a district says otherwise first.</summary>
    public static IReadOnlyList<MasteryRuleName> All { get; } = [new(Decaying, "decaying_points"), new(Recent, "recent_points"), new(Highest, "highest_points"), new(Mean, "mean_points"), new(Mode, "mode_points")];
}
