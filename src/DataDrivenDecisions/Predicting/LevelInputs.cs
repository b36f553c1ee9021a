using System.Globalization;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>What a model of a test's next level looks at: how high the line is, and how far from it the results so far were.</summary>
public static class LevelInputs
{
    public static IReadOnlyList<ModelInput> All { get; } =
    [
        new("how high the line is", 2, s => [LogOdds(Line(s).Share), Line(s).Place], s => $"{Hundredth(Line(s).Share)} of 100 results of the grade are at “{Line(s).Level}” or lower", IsFixed: true),
        new("how high it was in the season ahead", 1, s => Line(s).ShareAhead is { } ahead ? [LogOdds(ahead) - LogOdds(Line(s).Share)] : null,
            s => Line(s).ShareAhead is { } ahead ? $"{Hundredth(ahead)} of 100 results of the grade were there in the season ahead a year ago" : "the season ahead was not tested a year ago", IsFixed: true),
        new("level at the last test", 2, s => [Line(s).Record.Last.Place - Line(s).Place, Line(s).Record.Last.Place <= Line(s).Place ? 1 : 0],
            s => $"“{Line(s).Record.Levels[Line(s).Record.Last.Place]}” in {Line(s).Record.Test} on {Line(s).Record.Last.Day.ToString("MMMM d", CultureInfo.InvariantCulture)}"),
        new("score at the last test", 2, s => Line(s).Record.Last.Rank is { } rank ? [LogOdds(rank) - LogOdds(Line(s).Share), Math.Max(0, LogOdds(rank) - LogOdds(Line(s).Share))] : null,
            s => Line(s).Record.Last.Rank is { } rank ? $"a score higher than {Hundredth(rank)} of 100 of the grade at the last test" : "no score to compare at the last test"),
        new("earlier levels", 1, s => Earlier(s) is { Count: > 0 } r ? [r.Average(x => x.Place) - Line(s).Place] : null, s => Earlier(s) is { Count: > 0 } r ? $"at or below “{Line(s).Level}” in {r.Count(x => x.Place <= Line(s).Place)} of {r.Count} earlier tests" : "no earlier test of this kind"),
        new("earlier scores", 1, s => EarlierRanks(s) is { Count: > 0 } r ? [r.Average(LogOdds) - LogOdds(Line(s).Share)] : null,
            s => EarlierRanks(s) is { Count: > 0 } r ? $"scores higher than {Hundredth(r.Average())} of 100 of the grade at earlier tests" : "no earlier score to compare"),
    ];

    static CaseLine Line(StudentCase s) => s.Line!;

    static List<LevelResult> Earlier(StudentCase s) => [.. Line(s).Record.Results.SkipLast(1)];

    static List<double> EarlierRanks(StudentCase s) => [.. Earlier(s).Select(r => r.Rank).OfType<double>()];

    static double LogOdds(double share) => new Probability(share).LogOdds;

    static string Hundredth(double share) => Math.Round(100 * share, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture);
}
