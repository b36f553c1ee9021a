using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators.Mastery;

/// <summary>Each new piece of evidence counts two thirds and all before it the rest, so that what a student knew in fall fades.</summary>
public sealed class DecayingAverage : MasteryRule
{
    // As learning platforms ship it: 65 percent for the newest.
    const decimal Newest = 0.65m;

    public override string Name => MasteryRuleName.Decaying;
    public override string Title => "Decaying average";
    public override string Method => "The first score stands as it is. Each further one counts 65% and what stood before it 35%, so older evidence fades by itself.";

    public override decimal Of(IReadOnlyList<decimal> shares) => shares.Aggregate((before, next) => (1 - Newest) * before + Newest * next);

    public override IReadOnlyList<MasteryExample> Examples =>
    [
        new("One score is the mastery", [0.6m], 0.6m),
        new("Half and then all is nearer to all", [0.5m, 1m], 0.825m),
        new("A first zero has nearly faded after three good scores", [0m, 1m, 1m, 1m], 0.957125m),
    ];
}
