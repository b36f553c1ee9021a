namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>The mean of several columns that comes nearest to a target, its weights not negative and together 1.</summary>
static class ConvexWeights
{
    const int MostSteps = 10_000;
    const double Enough = 1e-10;

    /// <summary>Least squares over the simplex: weight is moved from the column by which the error falls least to the one by which it falls most, as far as it helps, until nothing helps (Platt 1998 moves pairs in the same way).</summary>
    /// <param name="columns">Columns of one length.</param>
    /// <param name="target">As long as they are.</param>
    /// <param name="spread">What is added to the mean squared error for each unit of the sum of squared weights: the more, the more evenly columns that are about as near share the weight.</param>
    /// <returns>A weight for each column.</returns>
    public static double[] Nearest(IReadOnlyList<double[]> columns, double[] target, double spread = 0)
    {
        var count = columns.Count;
        double Mean(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum() / target.Length;
        double[][] products = [.. columns.Select((a, i) => columns.Select((b, j) => Mean(a, b) + (i == j ? spread : 0)).ToArray())];
        // From the column that is nearest by itself.
        var weights = new double[count];
        double[] slopes = [.. columns.Select(c => -Mean(c, target))];
        var first = Enumerable.Range(0, count).MinBy(k => (products[k][k] / 2) + slopes[k]);
        Move(first, 1);
        for (var step = 0; step < MostSteps; step++)
        {
            var to = Enumerable.Range(0, count).MinBy(k => slopes[k]);
            var from = Enumerable.Range(0, count).Where(k => weights[k] > 0).MaxBy(k => slopes[k]);
            var gain = slopes[from] - slopes[to];
            if (gain <= Enough)
                break;
            var bend = products[to][to] + products[from][from] - (2 * products[to][from]);
            var share = bend <= 0 ? weights[from] : Math.Min(weights[from], gain / bend);
            Move(from, -share);
            Move(to, share);
            if (weights[from] < Enough)
                weights[from] = 0;
        }

        return [.. weights.Select(w => w / weights.Sum())];

        void Move(int column, double share)
        {
            weights[column] += share;
            for (var k = 0; k < count; k++)
                slopes[k] += share * products[k][column];
        }
    }
}
