using System.Numerics;
using System.Runtime.InteropServices;

namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>
/// The curves of many quantiles through the same observations, each exactly best. A curve's neighbor tells on which side nearly all observations lie; those are
/// added up, only the few near the curve are worked on, and every side is checked afterwards (Portnoy and Koenker 1997; Chernozhukov, Fernández-Val and Melly 2019).
/// </summary>
sealed class QuantileCurves(Observations seen)
{
    const int FewEnough = 2500, MostRounds = 12;
    const double Band = 0.04;
    const int BandPerColumn = 30;

    /// <summary>The curve of each quantile.</summary>
    /// <param name="taus">The quantiles, rising.</param>
    public double[][] Fit(IReadOnlyList<double> taus)
    {
        var curves = new double[taus.Count][];
        var middle = taus.Count / 2;
        curves[middle] = Best(seen, taus[middle], Mean());
        Parallel.Invoke(
            () => Along(taus, curves, middle, 1),
            () => Along(taus, curves, middle, -1));
        return curves;
    }

    void Along(IReadOnlyList<double> taus, double[][] curves, int from, int step)
    {
        for (var k = from + step; k >= 0 && k < taus.Count; k += step)
        {
            var near = curves[k - step];
            var guess = (double[])near.Clone();
            // The other half is another thread's.
            for (var j = 0; k != from + step && j < guess.Length; j++)
                guess[j] += near[j] - curves[k - 2 * step][j];
            curves[k] = One(taus[k], guess);
        }
    }

    double[] Mean()
    {
        var curve = new double[seen.Width];
        var total = seen.Weights.Sum();
        // The columns are perpendicular, so each is fitted by itself.
        for (var i = 0; i < seen.Count; i++)
            for (var j = 0; j < seen.Columns; j++)
                curve[j] += seen.Weights[i] * seen.Row(i)[j] * seen.Scores[i] / total;
        return curve;
    }

    double[] One(double tau, double[] guess)
    {
        if (seen.Count <= FewEnough)
            return Best(seen, tau, guess);
        var size = (int)(Band * seen.Count) + BandPerColumn * seen.Columns;
        var side = new sbyte[seen.Count];
        var curve = guess;
        for (var rounds = 0; rounds < MostRounds && 2 * size < seen.Count; size *= 2)
        {
            var kept = Sides(guess, size, side);
            while (rounds++ < MostRounds)
            {
                curve = Inside(tau, guess, side, kept);
                var wrong = Recheck(curve, side);
                if (wrong == 0)
                    return curve;
                if (wrong > size / 5)
                    break;
                kept += wrong;
            }
            guess = curve;
        }
        return Best(seen, tau, guess);
    }

    /// <summary>On which side of a curve each observation lies; 0 for those nearest to it, which are worked on.</summary>
    int Sides(double[] curve, int size, sbyte[] side)
    {
        var rest = new double[seen.Count];
        var near = new double[seen.Count];
        for (var i = 0; i < seen.Count; i++)
        {
            rest[i] = seen.Scores[i] - seen.Fitted(i, curve);
            near[i] = Math.Abs(rest[i]);
        }
        Array.Sort(near);
        var (limit, kept) = (near[size - 1], 0);
        for (var i = 0; i < seen.Count; i++)
        {
            side[i] = Math.Abs(rest[i]) <= limit ? (sbyte)0 : rest[i] > 0 ? (sbyte)1 : (sbyte)-1;
            kept += side[i] == 0 ? 1 : 0;
        }
        return kept;
    }

    /// <summary>The best curve where those far from it stay on their sides: they enter as two sums.</summary>
    double[] Inside(double tau, double[] guess, sbyte[] side, int kept)
    {
        var few = Observations.Empty(kept + 2, seen.Columns, seen.Width);
        var (at, below, above) = (0, kept, kept + 1);
        (few.Weights[below], few.Weights[above]) = (1, 1);
        for (var i = 0; i < seen.Count; i++)
        {
            if (side[i] == 0)
            {
                seen.Row(i).CopyTo(few.Rows.AsSpan(at * seen.Width));
                (few.Scores[at], few.Weights[at]) = (seen.Scores[i], seen.Weights[i]);
                at++;
                continue;
            }
            var sum = side[i] < 0 ? below : above;
            var weight = new Vector<double>(seen.Weights[i]);
            var row = MemoryMarshal.Cast<double, Vector<double>>(seen.Row(i));
            var sums = MemoryMarshal.Cast<double, Vector<double>>(few.Rows.AsSpan(sum * seen.Width, seen.Width));
            for (var k = 0; k < row.Length; k++)
                sums[k] += weight * row[k];
            few.Scores[sum] += seen.Weights[i] * seen.Scores[i];
        }
        return Best(few, tau, guess);
    }

    static double[] Best(Observations of, double tau, double[] guess)
    {
        var curve = (double[])guess.Clone();
        new InteriorPoint(of, tau).Solve(curve);
        new Vertex(of, tau).Refine(curve);
        return curve;
    }

    /// <summary>How many observations lie on the other side of the curve than was taken for granted; they are worked on from now on.</summary>
    int Recheck(double[] curve, sbyte[] side)
    {
        var wrong = 0;
        for (var i = 0; i < seen.Count; i++)
        {
            if (side[i] == 0)
                continue;
            var rest = seen.Scores[i] - seen.Fitted(i, curve);
            if (side[i] > 0 ? rest >= 0 : rest <= 0)
                continue;
            side[i] = 0;
            wrong++;
        }
        return wrong;
    }
}
