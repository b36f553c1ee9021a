namespace DataDrivenDecisions.Predicting;

/// <summary>Turns scores into honest chances, fitted on rows that the score was not learned from.</summary>
public interface IScoreCalibration
{
    /// <summary>What a person calls it: "Platt", "isotonic".</summary>
    string Name { get; }

    /// <summary>The chance that belongs to a score.</summary>
    double Chance(double score);

    /// <summary>The same as natural log-odds.</summary>
    double LogOdds(double score) => Math.Log(Chance(score) / (1 - Chance(score)));

    /// <summary>All numbers that it consists of, for a model's fingerprint.</summary>
    IEnumerable<double> Numbers { get; }
}

/// <summary>Chooses between the two ways of calibrating by which is nearer to what happened on rows it was not fitted on.</summary>
static class ScoreCalibration
{
    // Steps fitted on fewer rows follow chance, and halves of so few cannot tell (Niculescu-Mizil and Caruana 2005 put the line at a thousand).
    const int RowsForSteps = 1_000;

    /// <summary>The better of Platt's line and isotonic steps, by the Brier score when each half of the rows calibrates the other; the line where rows are few.</summary>
    /// <param name="scores">Scores of rows that the scoring model had not learned from.</param>
    /// <param name="cameTrue">What happened.</param>
    public static IScoreCalibration Best(IReadOnlyList<double> scores, IReadOnlyList<bool> cameTrue) =>
        scores.Count >= RowsForSteps && Brier(scores, cameTrue, IsotonicCalibration.Fit) < Brier(scores, cameTrue, Calibration.Fit) ? IsotonicCalibration.Fit(scores, cameTrue) : Calibration.Fit(scores, cameTrue);

    static double Brier(IReadOnlyList<double> scores, IReadOnlyList<bool> cameTrue, Func<IReadOnlyList<double>, IReadOnlyList<bool>, IScoreCalibration> fit)
    {
        var chances = new double[scores.Count];
        for (var half = 0; half < 2; half++)
        {
            int[] fitted = [.. Enumerable.Range(0, scores.Count).Where(i => i % 2 != half)];
            var calibration = fit([.. fitted.Select(i => scores[i])], [.. fitted.Select(i => cameTrue[i])]);
            for (var i = half; i < scores.Count; i += 2)
                chances[i] = calibration.Chance(scores[i]);
        }

        return Accuracy.Brier(chances, cameTrue);
    }
}
