namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>
/// An additive model as one curve for each input: what the input adds, in steps, beside what it adds on average. The curves are read off a fitted model by asking it about rows that differ in one input
/// alone, so that nothing depends on how it keeps them inside or on inputs that it left out; where an input has no value in between, a step lies midway.
/// </summary>
sealed record AdditiveScore : ExplainedScore
{
    readonly Curve[] _curves;

    AdditiveScore(double start, Curve[] curves) => (Start, _curves) = (start, curves);

    /// <summary>What one input adds: <paramref name="Parts"/>[k] for values above <paramref name="Edges"/>[k − 1] and at most <paramref name="Edges"/>[k].</summary>
    sealed record Curve(float[] Edges, double[] Parts)
    {
        public double Of(float value) => Array.BinarySearch(Edges, value) is var at && at >= 0 ? Parts[at] : Parts[~at];
    }

    public override double Start { get; }

    public override IEnumerable<double> Numbers => [Start, .. _curves.SelectMany(c => c.Edges.Select(e => (double)e).Concat(c.Parts))];

    public override double[] Parts(float[] row) => [.. _curves.Select((curve, j) => curve.Of(row[j]))];

    /// <summary>Reads the curves off a model.</summary>
    /// <param name="score">The model: it must be additive.</param>
    /// <param name="learnedFrom">The rows that it learned from: between their values it is asked nothing.</param>
    public static AdditiveScore Of(Func<IReadOnlyList<float[]>, double[]> score, IReadOnlyList<float[]> learnedFrom)
    {
        var width = learnedFrom[0].Length;
        float[][] values = [.. Enumerable.Range(0, width).Select(j => learnedFrom.Select(row => row[j]).Distinct().Order().ToArray())];
        float[][] asked = [learnedFrom[0], .. Enumerable.Range(0, width).SelectMany(j => values[j].Select(value => With(learnedFrom[0], j, value)))];
        var scores = score(asked);
        var (start, at) = (scores[0], 1);
        var curves = new Curve[width];
        for (var j = 0; j < width; j++)
        {
            var raw = Stepped(values[j], scores.AsSpan(at, values[j].Length), scores[0]);
            var mean = learnedFrom.Average(row => raw.Of(row[j]));
            curves[j] = raw with { Parts = [.. raw.Parts.Select(p => p - mean)] };
            (start, at) = (start + mean, at + values[j].Length);
        }

        return new AdditiveScore(start, curves);
    }

    static Curve Stepped(float[] values, ReadOnlySpan<double> scores, double reference)
    {
        List<float> edges = [];
        List<double> parts = [scores[0] - reference];
        for (var k = 1; k < values.Length; k++)
            if (scores[k] != scores[k - 1])
            {
                edges.Add(values[k - 1] + ((values[k] - values[k - 1]) / 2));
                parts.Add(scores[k] - reference);
            }

        return new Curve([.. edges], [.. parts]);
    }

    static float[] With(float[] row, int input, float value)
    {
        float[] other = [.. row];
        other[input] = value;
        return other;
    }
}
