namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>
/// A smooth curve's building blocks over a prior score: cubic B-splines with four inner knots at the fifths of the scores and ends a tenth of their range beyond
/// them, as the SGP package lays them (Betebenner 2009). The first of the eight is left out, since a constant stands beside them.
/// </summary>
sealed class SplineBasis
{
    /// <summary>How many columns a prior score becomes.</summary>
    public const int Columns = 7;

    const int Degree = 3;
    const double Beyond = 0.1;
    static readonly double[] Fifths = [0.2, 0.4, 0.6, 0.8];
    readonly double[] _knots;

    SplineBasis(double[] knots) => _knots = knots;

    /// <summary>The lowest and highest score that the curve is drawn over.</summary>
    public (double From, double To) Range => (_knots[0], _knots[^1]);

    /// <summary>The basis over the prior scores of a cohort.</summary>
    /// <param name="scores">The scores, in any order.</param>
    public static SplineBasis Over(IReadOnlyCollection<double> scores)
    {
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        var beyond = Beyond * (sorted[^1] - sorted[0]);
        return new SplineBasis(
        [
            .. Enumerable.Repeat(sorted[0] - beyond, Degree + 1), .. Fifths.Select(f => Quantile(sorted, f)), .. Enumerable.Repeat(sorted[^1] + beyond, Degree + 1),
        ]);
    }

    /// <summary>Writes the columns of one score. A score beyond the ends is read as the end itself.</summary>
    public void Write(double score, Span<double> columns)
    {
        var at = Math.Clamp(score, _knots[0], _knots[^1]);
        var place = Degree;
        while (place < _knots.Length - Degree - 2 && at >= _knots[place + 1])
            place++;
        Span<double> values = stackalloc double[Degree + 1], left = stackalloc double[Degree + 1], right = stackalloc double[Degree + 1];
        values[0] = 1;
        // De Boor's recurrence: from steps to lines to parabolas to cubics.
        for (var degree = 1; degree <= Degree; degree++)
        {
            left[degree] = at - _knots[place + 1 - degree];
            right[degree] = _knots[place + degree] - at;
            var carried = 0.0;
            for (var i = 0; i < degree; i++)
            {
                var width = right[i + 1] + left[degree - i];
                var share = width == 0 ? 0 : values[i] / width;
                values[i] = carried + right[i + 1] * share;
                carried = left[degree - i] * share;
            }
            values[degree] = carried;
        }
        columns[..Columns].Clear();
        for (var i = 0; i <= Degree; i++)
            if (place - Degree + i - 1 is >= 0 and var column)
                columns[column] = values[i];
    }

    /// <summary>A quantile between the two nearest scores (R's type 7).</summary>
    internal static double Quantile(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)Math.Floor(at);
        return below + 1 < sorted.Length ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]) : sorted[^1];
    }
}
