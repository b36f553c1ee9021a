namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>
/// Learners who are heard together: each one's scores are made log-odds by a line of its own, and their mean is taken by weights under which the chances were nearest to what happened (stacking with
/// weights that are not negative, Breiman 1996). Where learners err differently their mean errs less than the best of them; who adds nothing has no weight.
/// </summary>
sealed class Committee
{
    const double NoWeight = 1e-3, TellsNothing = 1e-4;

    // Folds cannot tell learners apart that are nearly as good: such share the weight. As a part of what chance alone would err; between a third and three times of it the Brier scores of fifteen tables
    // differ by less than a hundredth of themselves. What earlier times show of a later one is less certain still.
    const double Spread = 0.006, SpreadOverTime = 0.03;

    readonly IReadOnlyList<Calibration> _lines;
    readonly IReadOnlyList<double> _weights;

    Committee(IReadOnlyList<Calibration> lines, IReadOnlyList<double> weights) => (_lines, _weights) = (lines, weights);

    /// <summary>The weight of each learner, in their order; 0 where it need not be asked. They add up to 1.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>Weighs learners by what they said of rows that they had not learned from.</summary>
    /// <param name="contestants">The learners, measured on the same folds.</param>
    /// <param name="rows">The rows that have a say, by their places; what is to be tested has none.</param>
    /// <param name="isOverTime">True where what is to be tested is of a later time.</param>
    public static Committee Of(IReadOnlyList<Contestant> contestants, IReadOnlyList<int> rows, bool isOverTime = false)
    {
        bool[] cameTrue = [.. rows.Select(i => contestants[0].CameTrue[i])];
        double[][] scores = [.. contestants.Select(c => rows.Select(i => c.Scores[i]).ToArray())];
        Calibration[] lines = [.. scores.Select(s => Calibration.Fit(s, cameTrue))];
        double[][] chances = [.. scores.Select((s, k) => s.Select(lines[k].Chance).ToArray())];
        // Who ranks the wrong way round is given the base rate by the line: that needs no learner. Where all do, the simplest is heard alone.
        int[] telling = [.. Enumerable.Range(0, lines.Length).Where(k => chances[k].Max() - chances[k].Min() > TellsNothing)];
        if (telling.Length == 0)
            telling = [0];
        var share = cameTrue.Average(t => t ? 1.0 : 0);
        var weights = new double[lines.Length];
        foreach (var (weight, k) in ConvexWeights.Nearest([.. telling.Select(k => chances[k])], [.. cameTrue.Select(t => t ? 1.0 : 0)], (isOverTime ? SpreadOverTime : Spread) * share * (1 - share)).Zip(telling))
            weights[k] = weight;
        double[] heard = [.. weights.Select(w => w < NoWeight ? 0 : w)];
        return new Committee(lines, [.. heard.Select(w => w / heard.Sum())]);
    }

    /// <summary>What the committee says where its members say these scores, in their order: log-odds, not yet calibrated.</summary>
    /// <param name="score">The score of a member by its place; asked only of those who have a weight.</param>
    public double Score(Func<int, double> score) => _weights.Select((w, k) => w == 0 ? 0 : w * _lines[k].LogOdds(score(k))).Sum();
}
