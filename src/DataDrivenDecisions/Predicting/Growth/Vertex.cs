namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>
/// Takes a nearly best curve to an exactly best one: it is put through as many observations as it has columns, and exchanges one of them for another for as long
/// as that lessens the loss (the simplex of Barrodale and Roberts, begun next to its end).
/// </summary>
sealed class Vertex(Observations seen, double tau)
{
    const int MostExchanges = 400;
    const double Independent = 1e-7, Slack = 1e-9;

    readonly int _n = seen.Count, _p = seen.Columns;
    readonly double[] _rest = new double[seen.Count], _slopes = new double[seen.Count];
    readonly double[] _inverse = new double[seen.Columns * seen.Columns];
    readonly bool[] _isOn = new bool[seen.Count];
    readonly List<(double At, int Row)> _turns = [];
    int[] _on = [];

    /// <summary>An exactly best curve.</summary>
    /// <param name="curve">A nearly best one; it is replaced only by one with no more loss, and stays where too many observations lie alike.</param>
    public void Refine(double[] curve)
    {
        Rests(curve);
        if (!Choose())
            return;
        var exact = new double[curve.Length];
        for (var exchanges = 0; exchanges < MostExchanges; exchanges++)
        {
            if (!Invert())
                return;
            Through(exact);
            Rests(exact);
            var (leaving, direction, slope) = Steepest();
            if (leaving < 0)
                break;
            if (Entering(leaving, direction, slope) is not (>= 0 and var entering))
                return;
            _isOn[_on[leaving]] = false;
            _isOn[entering] = true;
            _on[leaving] = entering;
        }
        if (seen.Loss(exact, tau) <= seen.Loss(curve, tau))
            exact.CopyTo(curve, 0);
    }

    void Rests(double[] curve)
    {
        for (var i = 0; i < _n; i++)
            _rest[i] = _isOn[i] ? 0 : seen.Scores[i] - seen.Fitted(i, curve);
    }

    /// <summary>The observations that lie nearest to the curve and do not say the same.</summary>
    bool Choose()
    {
        var near = new double[_n];
        for (var i = 0; i < _n; i++)
            near[i] = Math.Abs(_rest[i]);
        var order = new int[_n];
        for (var i = 0; i < _n; i++)
            order[i] = i;
        Array.Sort(near, order);
        List<int> chosen = [];
        List<double[]> basis = [];
        foreach (var row in order)
        {
            var values = seen.Row(row)[.._p].ToArray();
            var before = Math.Sqrt(Dot(values, values));
            for (var pass = 0; pass < 2; pass++)
                foreach (var one in basis)
                {
                    var share = Dot(one, values);
                    for (var j = 0; j < _p; j++)
                        values[j] -= share * one[j];
                }
            var left = Math.Sqrt(Dot(values, values));
            if (left <= Independent * before)
                continue;
            for (var j = 0; j < _p; j++)
                values[j] /= left;
            basis.Add(values);
            chosen.Add(row);
            if (chosen.Count == _p)
                break;
        }
        _on = [.. chosen];
        foreach (var row in _on)
            _isOn[row] = true;
        return _on.Length == _p;
    }

    /// <summary>The inverse of the rows that the curve goes through, by elimination with the largest pivot.</summary>
    bool Invert()
    {
        var wide = 2 * _p;
        var work = new double[_p * wide];
        for (var i = 0; i < _p; i++)
        {
            seen.Row(_on[i])[.._p].CopyTo(work.AsSpan(i * wide));
            work[i * wide + _p + i] = 1;
        }
        for (var column = 0; column < _p; column++)
        {
            var best = column;
            for (var i = column + 1; i < _p; i++)
                if (Math.Abs(work[i * wide + column]) > Math.Abs(work[best * wide + column]))
                    best = i;
            if (Math.Abs(work[best * wide + column]) < 1e-12)
                return false;
            for (var k = 0; best != column && k < wide; k++)
                (work[best * wide + k], work[column * wide + k]) = (work[column * wide + k], work[best * wide + k]);
            var pivot = work[column * wide + column];
            for (var k = 0; k < wide; k++)
                work[column * wide + k] /= pivot;
            for (var i = 0; i < _p; i++)
            {
                var share = work[i * wide + column];
                for (var k = 0; i != column && share != 0 && k < wide; k++)
                    work[i * wide + k] -= share * work[column * wide + k];
            }
        }
        for (var i = 0; i < _p; i++)
            work.AsSpan(i * wide + _p, _p).CopyTo(_inverse.AsSpan(i * _p));
        return true;
    }

    void Through(double[] curve)
    {
        for (var i = 0; i < _p; i++)
        {
            curve[i] = 0;
            for (var k = 0; k < _p; k++)
                curve[i] += _inverse[i * _p + k] * seen.Scores[_on[k]];
        }
    }

    /// <summary>Which observation to let go, to which side, and how fast the loss then falls; none where the curve is best.</summary>
    (int Leaving, int Direction, double Slope) Steepest()
    {
        var pull = new double[_p];
        for (var i = 0; i < _n; i++)
        {
            if (_isOn[i])
                continue;
            var weight = seen.Weights[i] * (_rest[i] < 0 ? tau - 1 : tau);
            var row = seen.Row(i);
            for (var j = 0; j < _p; j++)
                pull[j] += weight * row[j];
        }
        var (leaving, direction, steepest) = (-1, 0, 0.0);
        for (var k = 0; k < _p; k++)
        {
            var held = 0.0;
            for (var j = 0; j < _p; j++)
                held -= _inverse[j * _p + k] * pull[j];
            var weight = seen.Weights[_on[k]];
            var (up, down) = (held + weight * (1 - tau), weight * tau - held);
            var slack = Slack * (weight + Math.Abs(held));
            if (up < -slack && up < steepest)
                (leaving, direction, steepest) = (k, 1, up);
            if (down < -slack && down < steepest)
                (leaving, direction, steepest) = (k, -1, down);
        }
        return (leaving, direction, steepest);
    }

    /// <summary>The observation that the curve meets where the loss stops falling.</summary>
    int Entering(int leaving, int direction, double slope)
    {
        var way = new double[seen.Width];
        for (var j = 0; j < _p; j++)
            way[j] = direction * _inverse[j * _p + leaving];
        _turns.Clear();
        for (var i = 0; i < _n; i++)
        {
            if (_isOn[i])
                continue;
            var speed = _slopes[i] = seen.Fitted(i, way);
            if (_rest[i] >= 0 ? speed > 0 : speed < 0)
                _turns.Add((_rest[i] / speed, i));
        }
        _turns.Sort();
        foreach (var (_, row) in _turns)
        {
            slope += seen.Weights[row] * Math.Abs(_slopes[row]);
            if (slope >= 0)
                return row;
        }
        return -1;
    }

    static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
