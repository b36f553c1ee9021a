using System.Numerics;
using System.Runtime.InteropServices;

namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>
/// Comes near to a quantile's curve through the inside of its linear program: Frisch–Newton steps with Mehrotra's correction on the bounded dual
/// (Portnoy and Koenker 1997). The last digits are left to <see cref="Vertex"/>.
/// </summary>
sealed class InteriorPoint(Observations seen, double tau)
{
    const int MostSteps = 60;
    const double Enough = 1e-10, AlmostToTheWall = 0.9995, Least = 1e-3;

    readonly int _n = seen.Count, _p = seen.Columns, _width = seen.Width;

    // A row's share "above the curve" and what is left to its weight, with their prices; then the steps of all four.
    readonly double[] _x = new double[seen.Count], _s = new double[seen.Count], _z = new double[seen.Count], _w = new double[seen.Count];
    readonly double[] _dx = new double[seen.Count], _dz = new double[seen.Count], _dw = new double[seen.Count], _q = new double[seen.Count];
    readonly double[] _normal = new double[seen.Width * seen.Width], _right = new double[seen.Width];
    readonly double[] _step = new double[seen.Width];

    /// <summary>A curve near the best one.</summary>
    /// <param name="curve">Where to begin; the answer takes its place.</param>
    public void Solve(double[] curve)
    {
        Begin(curve);
        for (var steps = 0; steps < MostSteps; steps++)
        {
            var gap = Gap();
            if (!double.IsFinite(gap) || gap <= Enough * (1 + seen.Loss(curve, tau)) || !Advance(curve, gap))
                return;
        }
    }

    void Begin(double[] curve)
    {
        var mean = 0.0;
        for (var i = 0; i < _n; i++)
            mean += Math.Abs(seen.Scores[i] - seen.Fitted(i, curve)) / _n;
        var away = Least * mean + 1e-9;
        for (var i = 0; i < _n; i++)
        {
            _x[i] = (1 - tau) * seen.Weights[i];
            _s[i] = tau * seen.Weights[i];
            var rest = seen.Fitted(i, curve) - seen.Scores[i];
            _z[i] = Math.Max(rest, 0) + away;
            _w[i] = Math.Max(-rest, 0) + away;
        }
    }

    double Gap()
    {
        var gap = 0.0;
        for (var i = 0; i < _n; i++)
            gap += _z[i] * _x[i] + _w[i] * _s[i];
        return gap;
    }

    bool Advance(double[] curve, double gap)
    {
        Array.Clear(_normal);
        Array.Clear(_right);
        for (var i = 0; i < _n; i++)
        {
            _q[i] = 1 / (_z[i] / _x[i] + _w[i] / _s[i]);
            Gather(i, _q[i], _q[i] * (_z[i] - _w[i]));
        }
        if (!Cholesky.Factor(_normal, _p, _width))
            return false;
        // First straight ahead, to see how far that would lead.
        Cholesky.Solve(_normal, _right, _step, _p, _width);
        for (var i = 0; i < _n; i++)
            Move(i, seen.Fitted(i, _step), 0, 0, 0);
        var (primal, dual) = (Wall(_x, _s, _dx), Wall(_z, _w, _dz, _dw));
        if (Math.Min(primal, dual) < 1)
            (primal, dual) = Correct(gap, primal, dual);
        for (var i = 0; i < _n; i++)
        {
            _x[i] += primal * _dx[i];
            _s[i] -= primal * _dx[i];
            _z[i] += dual * _dz[i];
            _w[i] += dual * _dw[i];
        }
        // The program's own multipliers are the curve with the sign turned.
        for (var j = 0; j < _p; j++)
            curve[j] -= dual * _step[j];
        return true;
    }

    (double Primal, double Dual) Correct(double gap, double primal, double dual)
    {
        var then = 0.0;
        for (var i = 0; i < _n; i++)
            then += (_z[i] + dual * _dz[i]) * (_x[i] + primal * _dx[i]) + (_w[i] + dual * _dw[i]) * (_s[i] - primal * _dx[i]);
        var centre = gap / (2 * _n) * Math.Pow(then / gap, 3);
        Array.Clear(_right);
        for (var i = 0; i < _n; i++)
        {
            var (above, below) = (_dx[i] * _dz[i], -_dx[i] * _dw[i]);
            Sum(i, _q[i] * (_z[i] - _w[i] - centre * (1 / _x[i] - 1 / _s[i]) + above / _x[i] - below / _s[i]));
        }
        Cholesky.Solve(_normal, _right, _step, _p, _width);
        for (var i = 0; i < _n; i++)
            Move(i, seen.Fitted(i, _step), centre, _dx[i] * _dz[i], -_dx[i] * _dw[i]);
        return (Wall(_x, _s, _dx), Wall(_z, _w, _dz, _dw));
    }

    void Move(int i, double slope, double centre, double above, double below)
    {
        var (x, s, z, w) = (_x[i], _s[i], _z[i], _w[i]);
        var step = _q[i] * (slope + centre * (1 / x - 1 / s) - (z - w) - above / x + below / s);
        _dx[i] = step;
        _dz[i] = (centre - above - z * step) / x - z;
        _dw[i] = (centre - below + w * step) / s - w;
    }

    static double Wall(double[] x, double[] s, double[] dx)
    {
        var far = 1 / AlmostToTheWall;
        for (var i = 0; i < x.Length; i++)
        {
            if (dx[i] < 0)
                far = Math.Min(far, -x[i] / dx[i]);
            else if (dx[i] > 0)
                far = Math.Min(far, s[i] / dx[i]);
        }
        return AlmostToTheWall * far;
    }

    static double Wall(double[] z, double[] w, double[] dz, double[] dw)
    {
        var far = 1 / AlmostToTheWall;
        for (var i = 0; i < z.Length; i++)
        {
            if (dz[i] < 0)
                far = Math.Min(far, -z[i] / dz[i]);
            if (dw[i] < 0)
                far = Math.Min(far, -w[i] / dw[i]);
        }
        return AlmostToTheWall * far;
    }

    void Gather(int i, double weight, double right)
    {
        var row = MemoryMarshal.Cast<double, Vector<double>>(seen.Row(i));
        var normal = MemoryMarshal.Cast<double, Vector<double>>(_normal.AsSpan());
        var sum = MemoryMarshal.Cast<double, Vector<double>>(_right.AsSpan());
        var plain = seen.Row(i);
        for (var j = 0; j < _p; j++)
        {
            var share = new Vector<double>(weight * plain[j]);
            var at = j * row.Length;
            // The lower half is enough; whole lanes of it.
            for (var k = 0; k <= j / Vector<double>.Count; k++)
                normal[at + k] += share * row[k];
        }
        var one = new Vector<double>(right);
        for (var k = 0; k < row.Length; k++)
            sum[k] += one * row[k];
    }

    void Sum(int i, double right)
    {
        var row = MemoryMarshal.Cast<double, Vector<double>>(seen.Row(i));
        var sum = MemoryMarshal.Cast<double, Vector<double>>(_right.AsSpan());
        var one = new Vector<double>(right);
        for (var k = 0; k < row.Length; k++)
            sum[k] += one * row[k];
    }
}
