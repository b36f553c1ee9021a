namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>What one learner reached on folds that it had not learned from.</summary>
/// <param name="Learner">The learner.</param>
/// <param name="Scores">The score of each row, by a fit that had not learned from it; the higher, the likelier.</param>
/// <param name="Folds">The rows of each fold, by their places.</param>
/// <param name="CameTrue">What happened, row by row.</param>
sealed record Contestant(Learner Learner, double[] Scores, IReadOnlyList<int[]> Folds, IReadOnlyList<bool> CameTrue)
{
    readonly Lazy<double[]> _errors = new(() => [.. Folds.Select(rows => Error(rows, [.. Folds.Where(f => f != rows).SelectMany(f => f)], Scores, CameTrue))]);

    /// <summary>The mean AUC over the folds.</summary>
    public double Auc => Folds.Average(rows => Accuracy.Auc(Of(rows, Scores), Of(rows, CameTrue)));

    /// <summary>The Brier score of each fold; its scores are made chances by what the other folds show.</summary>
    public double[] Errors => _errors.Value;

    static double Error(int[] fold, int[] others, double[] scores, IReadOnlyList<bool> cameTrue)
    {
        var line = Calibration.Fit(Of(others, scores), Of(others, cameTrue));
        return Accuracy.Brier([.. fold.Select(i => line.Chance(scores[i]))], Of(fold, cameTrue));
    }

    static T[] Of<T>(int[] rows, IReadOnlyList<T> all) => [.. rows.Select(i => all[i])];
}
