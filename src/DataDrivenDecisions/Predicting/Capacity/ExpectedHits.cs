using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting.Capacity;

/// <summary>For how many of some students the concern that is named beside each is expected to come true if nothing changes, and the range in nineteen of twenty such lists.</summary>
/// <param name="Students">How many they are.</param>
/// <param name="Mean">The sum of their calibrated chances.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public sealed record ExpectedHits(int Students, double Mean, int Low, int High)
{
    const double Tail = 0.025, Z = 1.959964;

    // Beyond it the exact sum takes long and the normal curve says the same.
    const int MostExact = 200;

    // Where the shared error of the chances is looked at, in its standard deviations.
    const int Points = 25;
    const double Widest = 3;

    /// <summary>
    /// The chances differ from the truth together (students of one list were compared with the same past students), and each student falls out by herself: the sum of unequal coins (Poisson binomial), averaged over the shared error.
    /// </summary>
    public static ExpectedHits Of(IReadOnlyCollection<CapacityStudent> students)
    {
        ArgumentNullException.ThrowIfNull(students);
        double[] chances = [.. students.Select(s => s.Leading.Chance.Value)];
        double[] errors = [.. students.Select(s => s.Leading.Error)];
        var (low, high) = chances.Length <= MostExact ? Exact(chances, errors) : Normal(chances, errors);
        return new ExpectedHits(chances.Length, chances.Sum(), low, high);
    }

    static (int Low, int High) Normal(double[] chances, double[] errors)
    {
        var half = Z * Math.Sqrt(chances.Sum(p => p * (1 - p)) + Math.Pow(errors.Sum(), 2));
        return ((int)Math.Max(0, Math.Floor(chances.Sum() - half)), (int)Math.Min(chances.Length, Math.Ceiling(chances.Sum() + half)));
    }

    static (int Low, int High) Exact(double[] chances, double[] errors)
    {
        var total = new double[chances.Length + 1];
        double weights = 0;
        for (var k = 0; k < Points; k++)
        {
            var z = Widest * ((2.0 * k / (Points - 1)) - 1);
            var weight = Math.Exp(-z * z / 2);
            var sum = SumOfCoins([.. chances.Select((p, i) => Math.Clamp(p + (z * errors[i]), 0, 1))]);
            for (var n = 0; n < total.Length; n++)
                total[n] += weight * sum[n];
            weights += weight;
        }

        return (Quantile(total, weights * Tail), Quantile(total, weights * (1 - Tail)));
    }

    /// <summary>The chance of every number of heads, by adding one coin after another.</summary>
    static double[] SumOfCoins(double[] chances)
    {
        var sum = new double[chances.Length + 1];
        sum[0] = 1;
        for (var i = 0; i < chances.Length; i++)
            for (var n = i + 1; n >= 0; n--)
                sum[n] = (sum[n] * (1 - chances[i])) + (n == 0 ? 0 : sum[n - 1] * chances[i]);
        return sum;
    }

    static int Quantile(double[] weights, double reach)
    {
        double sum = 0;
        for (var n = 0; n < weights.Length; n++)
            if ((sum += weights[n]) >= reach)
                return n;
        return weights.Length - 1;
    }
}
