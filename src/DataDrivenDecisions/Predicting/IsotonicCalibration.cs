namespace DataDrivenDecisions.Predicting;

/// <summary>
/// Chances that only rise with the score, as near as can be to what happened (pool adjacent violators, Ayer et al. 1955), with straight lines between the steps. No
/// chance is 0 or 1: what was never seen to happen can happen.
/// </summary>
/// <param name="scores">The mean score of each step, rising.</param>
/// <param name="chances">The share of each step for which it came true, rising.</param>
sealed class IsotonicCalibration(IReadOnlyList<double> scores, IReadOnlyList<double> chances) : IScoreCalibration
{
    const double Hair = 1e-3;

    public string Name => "isotonic";
    public IEnumerable<double> Numbers => [.. scores, .. chances];

    /// <summary>A hair of the score itself is added, so that students on one step keep the order that the score gave them.</summary>
    public double LogOdds(double score) => Math.Log(Chance(score) / (1 - Chance(score))) + (Hair * score);

    public double Chance(double score)
    {
        var above = 0;
        while (above < scores.Count && scores[above] < score)
            above++;
        if (above == 0)
            return chances[0];
        if (above == scores.Count)
            return chances[^1];
        var (left, right) = (scores[above - 1], scores[above]);
        return chances[above - 1] + ((chances[above] - chances[above - 1]) * (score - left) / (right - left));
    }

    /// <summary>Fits the steps.</summary>
    public static IsotonicCalibration Fit(IReadOnlyList<double> scores, IReadOnlyList<bool> cameTrue)
    {
        var steps = new Stack<(double Score, double True, double Rows)>();
        foreach (var tied in Enumerable.Range(0, scores.Count).GroupBy(i => scores[i]).OrderBy(g => g.Key))
        {
            (double Score, double True, double Rows) step = (tied.Key * tied.Count(), tied.Count(i => cameTrue[i]), tied.Count());
            while (steps.TryPeek(out var before) && before.True * step.Rows > step.True * before.Rows)
            {
                steps.Pop();
                step = (before.Score + step.Score, before.True + step.True, before.Rows + step.Rows);
            }

            steps.Push(step);
        }

        var rising = steps.Reverse().ToList();
        var least = 1.0 / (scores.Count + 2);
        return new IsotonicCalibration([.. rising.Select(s => s.Score / s.Rows)], [.. rising.Select(s => Math.Clamp(s.True / s.Rows, least, 1 - least))]);
    }
}
