using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators.Mastery;

/// <summary>All evidence counts alike, whenever it was shown.</summary>
public sealed class Mean : MasteryRule
{
    public override string Name => MasteryRuleName.Mean;
    public override string Title => "Mean";
    public override string Method => "The mean of all scores. Who began low and knows it all now is held down by how she began.";

    public override decimal Of(IReadOnlyList<decimal> shares) => shares.Average();

    public override IReadOnlyList<MasteryExample> Examples =>
    [
        new("Three scores count alike", [0.4m, 0.9m, 0.8m], 0.7m),
        new("A first zero counts to the end", [0m, 1m, 1m, 1m], 0.75m),
    ];
}
