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

    CohortModel(Observations seen, double[][] curves, int[] rowOf) => (_seen, _curves, _rowOf) = (seen, curves, rowOf);

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
        var seen = Observations.Of(Design(priors, first, out var columns), columns, [.. first.Select(i => scores[i])], [.. weights]);
        return new CohortModel(seen, new QuantileCurves(seen).Fit(Taus), rowOf);
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

    static double[] Design(IReadOnlyList<double[]> priors, List<int> students, out int columns)
    {
        var count = priors[0].Length;
        // Knots lie where the students are, each counted, not where different scores are.
        var bases = Enumerable.Range(0, count).Select(k => SplineBasis.Over([.. priors.Select(p => p[k])])).ToArray();
        columns = 1 + count * SplineBasis.Columns;
        var design = new double[students.Count * columns];
        for (var row = 0; row < students.Count; row++)
        {
            design[row * columns] = 1;
            for (var k = 0; k < count; k++)
                bases[k].Write(priors[students[row]][k], design.AsSpan(row * columns + 1 + k * SplineBasis.Columns));
        }
        return design;
    }

    static double Prior(double[] priors, int place) => place < priors.Length ? priors[place] : 0;
}
