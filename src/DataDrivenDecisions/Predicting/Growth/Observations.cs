using System.Numerics;
using System.Runtime.InteropServices;

namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>
/// What curves are fitted to: different rows with how many students stand behind each. Columns are made perpendicular to each other, and what another column says
/// already is left out, so that nothing is lost to rounding at the ends of the scale.
/// </summary>
sealed class Observations
{
    const double SaidAlready = 1e-9;

    Observations(double[] rows, double[] scores, double[] weights, int width, int columns) =>
        (Rows, Scores, Weights, Width, Columns, Count) = (rows, scores, weights, width, columns, scores.Length);

    /// <summary>How many rows.</summary>
    public int Count { get; }

    /// <summary>How many columns count; the rest up to <see cref="Width"/> are blank, so that rows can be worked on several columns at a time.</summary>
    public int Columns { get; }
    public int Width { get; }

    /// <summary>The rows one behind the other.</summary>
    public double[] Rows { get; }
    public double[] Scores { get; }
    public double[] Weights { get; }

    public ReadOnlySpan<double> Row(int row) => Rows.AsSpan(row * Width, Width);

    /// <summary>Rows for so many observations, to be filled.</summary>
    public static Observations Empty(int count, int columns, int width) => new(new double[count * width], new double[count], new double[count], width, columns);

    /// <summary>Observations of a table.</summary>
    /// <param name="design">The rows, one behind the other.</param>
    /// <param name="columns">How many columns each has.</param>
    /// <param name="scores">What is to be explained.</param>
    /// <param name="weights">How many students a row stands for.</param>
    public static Observations Of(double[] design, int columns, double[] scores, double[] weights)
    {
        var (count, total) = (scores.Length, weights.Sum());
        var basis = new List<double[]>();
        for (var column = 0; column < columns; column++)
        {
            var values = new double[count];
            for (var i = 0; i < count; i++)
                values[i] = design[i * columns + column];
            var before = Length(values, values, weights);
            // Twice: one pass alone leaves what rounding brings in.
            for (var pass = 0; pass < 2; pass++)
                foreach (var one in basis)
                {
                    var share = Length(one, values, weights) / total;
                    for (var i = 0; i < count; i++)
                        values[i] -= share * one[i];
                }
            var left = Length(values, values, weights);
            if (left <= SaidAlready * SaidAlready * before || left == 0)
                continue;
            var scale = Math.Sqrt(total / left);
            for (var i = 0; i < count; i++)
                values[i] *= scale;
            basis.Add(values);
        }
        var lanes = Vector<double>.Count;
        var width = (basis.Count + lanes - 1) / lanes * lanes;
        var rows = new double[count * width];
        for (var column = 0; column < basis.Count; column++)
            for (var i = 0; i < count; i++)
                rows[i * width + column] = basis[column][i];
        return new Observations(rows, scores, weights, width, basis.Count);
    }

    /// <summary>What a curve says of a row.</summary>
    public double Fitted(int row, ReadOnlySpan<double> curve)
    {
        var values = MemoryMarshal.Cast<double, Vector<double>>(Row(row));
        var weights = MemoryMarshal.Cast<double, Vector<double>>(curve);
        var sum = Vector<double>.Zero;
        for (var i = 0; i < values.Length; i++)
            sum += values[i] * weights[i];
        return Vector.Sum(sum);
    }

    /// <summary>The sum of check losses at a quantile: what a quantile's curve has least of (Koenker and Bassett 1978).</summary>
    public double Loss(ReadOnlySpan<double> curve, double tau)
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            var rest = Scores[i] - Fitted(i, curve);
            sum += Weights[i] * (rest < 0 ? (tau - 1) * rest : tau * rest);
        }
        return sum;
    }

    static double Length(double[] a, double[] b, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += weights[i] * a[i] * b[i];
        return sum;
    }
}
