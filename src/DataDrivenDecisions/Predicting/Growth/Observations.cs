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

    readonly IReadOnlyList<Turned> _turned;

    Observations(double[] rows, double[] scores, double[] weights, int width, int columns, IReadOnlyList<Turned> turned) =>
        (Rows, Scores, Weights, Width, Columns, Count, _turned) = (rows, scores, weights, width, columns, scores.Length, turned);

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
    public static Observations Empty(int count, int columns, int width) => new(new double[count * width], new double[count], new double[count], width, columns, []);

    /// <summary>Observations of a table.</summary>
    /// <param name="design">The rows, one behind the other.</param>
    /// <param name="columns">How many columns each has.</param>
    /// <param name="scores">What is to be explained.</param>
    /// <param name="weights">How many students a row stands for.</param>
    public static Observations Of(double[] design, int columns, double[] scores, double[] weights)
    {
        var (count, total) = (scores.Length, weights.Sum());
        var basis = new List<double[]>();
        var turned = new List<Turned>();
        for (var column = 0; column < columns; column++)
        {
            var values = new double[count];
            for (var i = 0; i < count; i++)
                values[i] = design[i * columns + column];
            var before = Length(values, values, weights);
            var shares = new double[basis.Count];
            // Twice: one pass alone leaves what rounding brings in.
            for (var pass = 0; pass < 2; pass++)
                for (var k = 0; k < basis.Count; k++)
                {
                    var share = Length(basis[k], values, weights) / total;
                    shares[k] += share;
                    for (var i = 0; i < count; i++)
                        values[i] -= share * basis[k][i];
                }
            var left = Length(values, values, weights);
            if (left <= SaidAlready * SaidAlready * before || left == 0)
                continue;
            var scale = Math.Sqrt(total / left);
            for (var i = 0; i < count; i++)
                values[i] *= scale;
            basis.Add(values);
            turned.Add(new Turned(column, scale, shares));
        }
        var lanes = Vector<double>.Count;
        var width = (basis.Count + lanes - 1) / lanes * lanes;
        var rows = new double[count * width];
        for (var column = 0; column < basis.Count; column++)
            for (var i = 0; i < count; i++)
                rows[i * width + column] = basis[column][i];
        return new Observations(rows, scores, weights, width, basis.Count, turned);
    }

    /// <summary>Turns a row of the table's own columns as those of the table were turned, so that a curve can be asked about scores that nobody had.</summary>
    /// <param name="design">The row as the table would have it.</param>
    /// <param name="turned">Gets it; <see cref="Width"/> long.</param>
    public void Turn(ReadOnlySpan<double> design, Span<double> turned)
    {
        turned.Clear();
        for (var column = 0; column < _turned.Count; column++)
        {
            var (from, scale, shares) = _turned[column];
            var value = design[from];
            for (var k = 0; k < shares.Length; k++)
                value -= shares[k] * turned[k];
            turned[column] = value * scale;
        }
    }

    /// <summary>What a curve says of a row.</summary>
    public double Fitted(int row, ReadOnlySpan<double> curve) => Fitted(Row(row), curve);

    /// <summary>What a curve says of a turned row.</summary>
    public static double Fitted(ReadOnlySpan<double> row, ReadOnlySpan<double> curve)
    {
        var values = MemoryMarshal.Cast<double, Vector<double>>(row);
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

    /// <summary>How a column came about: which of the table's it is, by what it was stretched, and how much of the columns before it was taken away.</summary>
    sealed record Turned(int From, double Scale, double[] Shares);
}
