using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators.Mastery;

/// <summary>What a student shows most often is the mastery; of what is shown equally often, the one shown last.</summary>
public sealed class Mode : MasteryRule
{
    // Points of a long scale seldom repeat: tenths of all points are what is counted.
    const int Digits = 1;

    public override string Name => MasteryRuleName.Mode;
    public override string Title => "Mode";
    public override string Method => "The score that was reached most often, counted in tenths of all points; of several equally often, the one that was reached last.";

    public override decimal Of(IReadOnlyList<decimal> shares)
    {
        var often = shares.Select((share, place) => (share, place)).GroupBy(s => Math.Round(s.share, Digits, MidpointRounding.AwayFromZero))
            .OrderByDescending(g => g.Count()).ThenByDescending(g => g.Max(s => s.place)).First();
        return often.MaxBy(s => s.place).share;
    }

    public override IReadOnlyList<MasteryExample> Examples =>
    [
        new("Three of four points twice, once two", [0.75m, 0.5m, 0.75m], 0.75m),
        new("Each once: the last", [0.5m, 1m, 0.75m], 0.75m),
        new("Scores within a tenth are the same, and the newest of them stands", [0.81m, 0.2m, 0.78m], 0.78m),
    ];
}
