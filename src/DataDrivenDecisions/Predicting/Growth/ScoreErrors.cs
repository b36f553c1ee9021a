namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>
/// How far a growth percentile may move because tests measure with error: it is told again a hundred times, each time with every score off by another error of its size.
/// The errors are laid out evenly instead of drawn, so that the same scores have the same interval every night.
/// </summary>
static class ScoreErrors
{
    const int Times = 100, Tail = 5;

    // A score and up to three prior ones.
    const int Most = 4;

    // The even spread of points in four dimensions: powers of the root of x⁵ = x + 1 (Roberts 2018).
    const double Root = 1.1673039782614187;

    static readonly double[][] Points = Lay();

    /// <summary>The two percentiles between which ninety of a hundred lie; the lowest and the highest five are left out.</summary>
    /// <param name="model">The cohort's curves.</param>
    /// <param name="priors">The prior scores, the newest first.</param>
    /// <param name="priorErrors">Their standard errors; 0 where one is not told.</param>
    /// <param name="score">The score.</param>
    /// <param name="error">Its standard error.</param>
    public static (int Low, int High) Interval(CohortModel model, ReadOnlySpan<double> priors, ReadOnlySpan<double> priorErrors, double score, double error)
    {
        var told = new int[Times];
        Span<double> moved = stackalloc double[priors.Length];
        for (var time = 0; time < Times; time++)
        {
            var point = Points[time];
            for (var k = 0; k < priors.Length; k++)
                moved[k] = priors[k] + point[k + 1] * priorErrors[k];
            told[time] = model.Percentile(moved, score + point[0] * error);
        }
        Array.Sort(told);
        return (told[Tail], told[Times - 1 - Tail]);
    }

    static double[][] Lay() => [.. Enumerable.Range(1, Times).Select(time =>
    {
        var even = Enumerable.Range(1, Most).Select(k => (0.5 + time / Math.Pow(Root, k)) % 1).ToArray();
        return new[] { Length(even[0]) * Math.Cos(Turn(even[1])), Length(even[0]) * Math.Sin(Turn(even[1])), Length(even[2]) * Math.Cos(Turn(even[3])), Length(even[2]) * Math.Sin(Turn(even[3])) };
    })];

    // Two even numbers make two normal errors that know nothing of each other (Box and Muller).
    static double Length(double even) => Math.Sqrt(-2 * Math.Log(1 - even));

    static double Turn(double even) => 2 * Math.PI * even;
}
