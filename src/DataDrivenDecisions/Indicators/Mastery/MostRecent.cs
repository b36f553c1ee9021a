using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators.Mastery;

/// <summary>The newest piece of evidence is the mastery.</summary>
public sealed class MostRecent : MasteryRule
{
    public override string Name => MasteryRuleName.Recent;
    public override string Title => "Most recent";
    public override string Method => "The newest score alone. One bad day undoes all that was shown before, and one lucky day hides it.";

    public override decimal Of(IReadOnlyList<decimal> shares) => shares[^1];

    public override IReadOnlyList<MasteryExample> Examples =>
    [
        new("The last of three counts", [0.4m, 0.9m, 0.7m], 0.7m),
        new("One score is the mastery", [0.6m], 0.6m),
    ];
}
