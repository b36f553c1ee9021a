namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>
/// How the scores of a cohort are spread over those of students who had the same before: a hundred curves over one to three prior scores, from which a student's
/// percentile is read (Betebenner 2009).
/// </summary>
sealed class CohortModel
{
    const int Curves = 100, Lowest = 1, Highest = 99, Digits = 5;

    /// <summary>The quantiles whose curves are fitted: 0.005, 0.015 … 0.995.</summary>
    public static IReadOnlyList<double> Taus { get; } = [.. Enumerable.Range(1, Curves).Select(i => (i - 0.5) / Curves)];

    readonly Observations _seen;
    readonly double[][] _curves;
    readonly int[] _rowOf;
    readonly SplineBasis[] _bases;

    CohortModel(Observations seen, double[][] curves, int[] rowOf, SplineBasis[] bases) => (_seen, _curves, _rowOf, _bases) = (seen, curves, rowOf, bases);

    /// <summary>The loss of every curve, by which another solver can be compared.</summary>
    public IReadOnlyList<double> Losses => [.. Taus.Select((tau, i) => _seen.Loss(_curves[i], tau))];

    /// <summary>Fits the curves.</summary>
    /// <param name="priors">Each student's prior scores, the newest first; all have as many.</param>
    /// <param name="scores">Each student's score.</param>
    public static CohortModel Fit(IReadOnlyList<double[]> priors, IReadOnlyList<double> scores)
    {
        var rowOf = new int[scores.Count];
        List<int> first = [];
        List<double> weights = [];
        // Students who have the same before and now are one row that counts for them all.
        var rows = new Dictionary<(double, double, double, double), int>();
        for (var i = 0; i < scores.Count; i++)
        {
            var key = (scores[i], Prior(priors[i], 0), Prior(priors[i], 1), Prior(priors[i], 2));
            if (rows.TryGetValue(key, out var row))
            {
                weights[row]++;
            }
            else
            {
                row = rows[key] = first.Count;
                first.Add(i);
                weights.Add(1);
            }
            rowOf[i] = row;
        }
        // Knots lie where the students are, each counted, not where different scores are.
        SplineBasis[] bases = [.. Enumerable.Range(0, priors[0].Length).Select(k => SplineBasis.Over([.. priors.Select(p => p[k])]))];
        var columns = 1 + bases.Length * SplineBasis.Columns;
        var design = new double[first.Count * columns];
        for (var row = 0; row < first.Count; row++)
            Write(bases, priors[first[row]], design.AsSpan(row * columns, columns));
        var seen = Observations.Of(design, columns, [.. first.Select(i => scores[i])], [.. weights]);
        return new CohortModel(seen, new QuantileCurves(seen).Fit(Taus), rowOf, bases);
    }

    /// <summary>How many of a hundred curves lie below a score, 1 to 99, for a student with the priors of the student given.</summary>
    /// <param name="student">The student's place in what was fitted.</param>
    /// <param name="score">Her score, or another that is asked about.</param>
    public int Percentile(int student, double score)
    {
        var quantiles = Quantiles(student);
        var below = Array.BinarySearch(quantiles, score);
        if (below < 0)
            below = ~below;
        while (below > 0 && quantiles[below - 1] >= score)
            below--;
        return Math.Clamp(below, Lowest, Highest);
    }

    /// <summary>The student's hundred quantiles, put in order where curves cross, to five digits.</summary>
    internal double[] Quantiles(int student)
    {
        var row = _rowOf[student];
        var quantiles = new double[Curves];
        for (var k = 0; k < Curves; k++)
            quantiles[k] = Math.Round(_seen.Fitted(row, _curves[k]), Digits);
        Array.Sort(quantiles);
        return quantiles;
    }

    /// <summary>How many of a hundred curves lie below a score for a student with the priors given, whether anybody had them or not, 1 to 99.</summary>
    /// <param name="priors">The prior scores, the newest first.</param>
    /// <param name="score">The score.</param>
    public int Percentile(ReadOnlySpan<double> priors, double score)
    {
        Span<double> row = stackalloc double[_seen.Width];
        Turned(priors, row);
        var below = 0;
        foreach (var curve in _curves)
            if (Observations.Fitted(row, curve) < score)
                below++;
        return Math.Clamp(below, Lowest, Highest);
    }

    /// <summary>The scores that lie at the percentiles 1 to 99 for a student with the priors given, each between the two curves around it; the first of the answer is blank.</summary>
    /// <param name="priors">The prior scores, the newest first.</param>
    public double[] ScoresAt(ReadOnlySpan<double> priors)
    {
        Span<double> row = stackalloc double[_seen.Width];
        Turned(priors, row);
        var quantiles = new double[Curves];
        for (var k = 0; k < Curves; k++)
            quantiles[k] = Observations.Fitted(row, _curves[k]);
        Array.Sort(quantiles);
        var scores = new double[Curves];
        for (var k = Lowest; k <= Highest; k++)
            scores[k] = (quantiles[k - 1] + quantiles[k]) / 2;
        return scores;
    }

    void Turned(ReadOnlySpan<double> priors, Span<double> row)
    {
        Span<double> design = stackalloc double[1 + _bases.Length * SplineBasis.Columns];
        Write(_bases, priors, design);
        _seen.Turn(design, row);
    }

    static void Write(SplineBasis[] bases, ReadOnlySpan<double> priors, Span<double> row)
    {
        row[0] = 1;
        for (var k = 0; k < bases.Length; k++)
            bases[k].Write(priors[k], row[(1 + k * SplineBasis.Columns)..]);
    }

    static double Prior(double[] priors, int place) => place < priors.Length ? priors[place] : 0;
}
