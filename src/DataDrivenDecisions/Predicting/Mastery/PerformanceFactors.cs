namespace DataDrivenDecisions.Predicting.Mastery;

/// <summary>
/// The chance that the next try at a skill succeeds, by a logistic curve over how often it has succeeded and failed so far (performance factors: Pavlik, Cen and Koedinger 2009).
/// </summary>
/// <param name="Ease">Log-odds before the first try.</param>
/// <param name="PerSuccess">What each success adds.</param>
/// <param name="PerFailure">What each failure adds.</param>
public sealed record PerformanceFactors(double Ease, double PerSuccess, double PerFailure)
{
    const int MostRounds = 50;
    const double Settled = 1e-10, Restraint = 1;

    /// <summary>The chance that the next try succeeds.</summary>
    public double Next(IReadOnlyList<bool> successes)
    {
        var right = successes.Count(s => s);
        return Chance(right, successes.Count - right);
    }

    /// <summary>The chance of success before each try, from what came before it.</summary>
    public IEnumerable<double> Ahead(IReadOnlyList<bool> successes)
    {
        var (right, wrong) = (0, 0);
        foreach (var success in successes)
        {
            yield return Chance(right, wrong);
            (right, wrong) = success ? (right + 1, wrong) : (right, wrong + 1);
        }
    }

    /// <summary>Fits a skill by Newton's steps; successes and failures are held back a little, so that a handful of tries proves nothing.</summary>
    /// <param name="students">What each student has shown, the oldest first.</param>
    public static PerformanceFactors Fit(IReadOnlyList<IReadOnlyList<bool>> students)
    {
        // Tries with the same history are one row.
        var rows = new Dictionary<(int Right, int Wrong), (int Tries, int Successes)>();
        foreach (var student in students)
        {
            var (right, wrong) = (0, 0);
            foreach (var success in student)
            {
                var (tries, successes) = rows.GetValueOrDefault((right, wrong));
                rows[(right, wrong)] = (tries + 1, successes + (success ? 1 : 0));
                (right, wrong) = success ? (right + 1, wrong) : (right, wrong + 1);
            }
        }
        return Fit([.. rows.Select(r => (r.Key.Right, r.Key.Wrong, r.Value.Tries, r.Value.Successes))]);
    }

    static PerformanceFactors Fit((int Right, int Wrong, int Tries, int Successes)[] rows)
    {
        var weights = new double[3];
        for (var round = 0; round < MostRounds; round++)
        {
            var slope = new double[3];
            var bend = new double[3, 3];
            foreach (var (right, wrong, tries, successes) in rows)
            {
                double[] x = [1, right, wrong];
                var chance = new PerformanceFactors(weights[0], weights[1], weights[2]).Chance(right, wrong);
                for (var i = 0; i < 3; i++)
                {
                    slope[i] += x[i] * (successes - tries * chance);
                    for (var j = 0; j < 3; j++)
                        bend[i, j] += tries * chance * (1 - chance) * x[i] * x[j];
                }
            }
            for (var i = 1; i < 3; i++)
            {
                slope[i] -= Restraint * weights[i];
                bend[i, i] += Restraint;
            }
            bend[0, 0] += 1e-9;
            var step = Solve(bend, slope);
            for (var i = 0; i < 3; i++)
                weights[i] += Math.Clamp(step[i], -2, 2);
            if (step.Sum(s => s * s) < Settled)
                break;
        }
        return new PerformanceFactors(weights[0], weights[1], weights[2]);
    }

    /// <summary>Three equations in three unknowns, by Cramer's rule.</summary>
    static double[] Solve(double[,] a, double[] b)
    {
        double Determinant(int replaced)
        {
            double At(int i, int j) => j == replaced ? b[i] : a[i, j];
            return At(0, 0) * (At(1, 1) * At(2, 2) - At(1, 2) * At(2, 1)) - At(0, 1) * (At(1, 0) * At(2, 2) - At(1, 2) * At(2, 0)) + At(0, 2) * (At(1, 0) * At(2, 1) - At(1, 1) * At(2, 0));
        }
        var whole = Determinant(-1);
        return [Determinant(0) / whole, Determinant(1) / whole, Determinant(2) / whole];
    }

    double Chance(int right, int wrong) => 1 / (1 + Math.Exp(-(Ease + PerSuccess * right + PerFailure * wrong)));
}
