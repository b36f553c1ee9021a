namespace DataDrivenDecisions.Predicting;

/// <summary>
/// Turns scores into honest log-odds: slope × score + offset, fitted on rows that the score was not learned from (Platt 1999, with his smoothed targets).
/// It is a straight line, so that parts that add up to the score still add up.
/// </summary>
public sealed record Calibration(double Slope, double Offset) : IScoreCalibration
{
    const int MostSteps = 100;

    public string Name => "Platt";
    public IEnumerable<double> Numbers => [Slope, Offset];

    public double LogOdds(double score) => (Slope * score) + Offset;
    public double Chance(double score) => 1 / (1 + Math.Exp(-LogOdds(score)));

    /// <summary>The line under which what happened is likeliest (Newton's method with a small ridge).</summary>
    public static Calibration Fit(IReadOnlyList<double> scores, IReadOnlyList<bool> cameTrue)
    {
        double positives = cameTrue.Count(t => t), negatives = cameTrue.Count - positives;
        double high = (positives + 1) / (positives + 2), low = 1 / (negatives + 2);
        var mean = scores.Average();
        var spread = Math.Max(1e-9, Math.Sqrt(scores.Average(s => (s - mean) * (s - mean))));
        double a = 0, b = Math.Log((positives + 1) / (negatives + 1)); // on (score − mean) / spread
        for (var step = 0; step < MostSteps; step++)
        {
            double ga = 1e-6 * a, gb = 0, haa = 1e-6, hab = 0, hbb = 1e-9;
            for (var i = 0; i < scores.Count; i++)
            {
                var x = (scores[i] - mean) / spread;
                var p = 1 / (1 + Math.Exp(-((a * x) + b)));
                var difference = p - (cameTrue[i] ? high : low);
                var weight = p * (1 - p);
                (ga, gb) = (ga + (difference * x), gb + difference);
                (haa, hab, hbb) = (haa + (weight * x * x), hab + (weight * x), hbb + weight);
            }

            var determinant = (haa * hbb) - (hab * hab);
            var (da, db) = (((hbb * ga) - (hab * gb)) / determinant, ((haa * gb) - (hab * ga)) / determinant);
            (a, b) = (a - Math.Clamp(da, -5, 5), b - Math.Clamp(db, -5, 5));
            if (Math.Abs(da) + Math.Abs(db) < 1e-10)
                break;
        }

        // A score that ranks the wrong way round is no reason to turn it around: then everyone gets the base rate.
        if (a <= 0)
            (a, b) = (1e-9, Math.Log((positives + 1) / (negatives + 1)));
        return new Calibration(a / spread, b - (a * mean / spread));
    }
}
