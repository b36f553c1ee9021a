using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators.Mastery;

/// <summary>The best that a student has ever shown is the mastery.</summary>
public sealed class Highest : MasteryRule
{
    public override string Name => MasteryRuleName.Highest;
    public override string Title => "Highest";
    public override string Method => "The best score. It never falls, so it says what was shown once and not what is known now.";

    public override decimal Of(IReadOnlyList<decimal> shares) => shares.Max();

    public override IReadOnlyList<MasteryExample> Examples =>
    [
        new("The best of three counts, whenever it was", [0.4m, 0.9m, 0.7m], 0.9m),
        new("One score is the mastery", [0.6m], 0.6m),
    ];
}
