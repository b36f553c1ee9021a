namespace DataDrivenDecisions.Predicting;

/// <summary>
/// A logistic regression whose strictness was chosen, and whose chances were calibrated, on rows that it had not learned from. The nightly model and <c>ddd evaluate</c> share it.
/// </summary>
public sealed record CalibratedModel(LinearModel Linear, Calibration Calibration, double Ridge)
{
    const int InnerFolds = 5;

    /// <summary>From so many rows on, holding weights back changes nothing worth the time of trying.</summary>
    const int EnoughRows = 5_000;

    static readonly double[] Ridges = [1, 10, 100];

    public double LogOdds(float[] row) => Calibration.LogOdds(Linear.Score(row));
    public double Chance(float[] row) => Calibration.Chance(Linear.Score(row));

    /// <summary>What one input adds to the log-odds, compared with an average row of those learned from.</summary>
    public double Part(float[] row, int input) => Calibration.Slope * Linear.Part(row, input);

    /// <summary>The log-odds of an average row: where every explanation starts.</summary>
    public double Baseline => Calibration.LogOdds(Linear.Bias);

    /// <summary>Tries each strictness on inner folds, keeps the one that ranks best, calibrates on its out-of-fold scores and learns from all rows.</summary>
    public static CalibratedModel Learn(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed, IReadOnlyList<int>? groups = null)
    {
        var fold = Folds.Stratified(cameTrue, InnerFolds, seed, groups);
        double best = double.NegativeInfinity, ridge = Ridges[0];
        double[] scores = [];
        foreach (var candidate in rows.Count >= EnoughRows ? Ridges[..1] : Ridges)
        {
            var outOfFold = OutOfFold(rows, cameTrue, fold, candidate, seed);
            var auc = Accuracy.Auc(outOfFold, cameTrue);
            if (auc > best)
                (best, ridge, scores) = (auc, candidate, outOfFold);
        }

        return new CalibratedModel(LinearModel.Learn(rows, cameTrue, ridge, seed), Calibration.Fit(scores, cameTrue), ridge);
    }

    static double[] OutOfFold(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int[] fold, double ridge, int seed)
    {
        var scores = new double[rows.Count];
        for (var k = 0; k < InnerFolds; k++)
        {
            int[] learned = [.. Enumerable.Range(0, rows.Count).Where(i => fold[i] != k)];
            var model = LinearModel.Learn([.. learned.Select(i => rows[i])], [.. learned.Select(i => cameTrue[i])], ridge, seed);
            for (var i = 0; i < rows.Count; i++)
                if (fold[i] == k)
                    scores[i] = model.Score(rows[i]);
        }

        return scores;
    }
}
