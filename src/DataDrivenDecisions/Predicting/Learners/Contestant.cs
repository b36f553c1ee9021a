using System.Collections.Concurrent;

namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>What one learner reached on folds that it had not learned from.</summary>
/// <param name="Learner">The learner.</param>
/// <param name="Scores">The score of each row, by a fit that had not learned from it; the higher, the likelier.</param>
/// <param name="Folds">The rows of each fold, by their places.</param>
/// <param name="CameTrue">What happened, row by row.</param>
sealed record Contestant(Learner Learner, double[] Scores, IReadOnlyList<int[]> Folds, IReadOnlyList<bool> CameTrue)
{
    readonly ConcurrentDictionary<(int Fold, int Without), double> _errors = new();
    readonly Lazy<double[]> _aucs = new(() => [.. Folds.Select(rows => Accuracy.Auc(Of(rows, Scores), Of(rows, CameTrue)))]);

    /// <summary>The mean AUC over the folds, one of them left out where it is named.</summary>
    public double Auc(int? without = null) => _aucs.Value.Where((_, k) => k != without).Average();

    /// <summary>
    /// The Brier score of each fold, one of them left out where it is named: its scores are made chances by what the other folds show, to which the one that is left out does not belong either.
    /// </summary>
    public double[] Errors(int? without = null) => [.. Enumerable.Range(0, Folds.Count).Where(k => k != without).Select(k => Error(k, without))];

    double Error(int fold, int? without) => _errors.GetOrAdd((fold, without ?? -1), _ =>
    {
        int[] others = [.. Folds.Where((_, k) => k != fold && k != without).SelectMany(rows => rows)];
        var line = Calibration.Fit(Of(others, Scores), Of(others, CameTrue));
        return Accuracy.Brier([.. Folds[fold].Select(i => line.Chance(Scores[i]))], Of(Folds[fold], CameTrue));
    });

    static T[] Of<T>(int[] rows, IReadOnlyList<T> all) => [.. rows.Select(i => all[i])];
}
