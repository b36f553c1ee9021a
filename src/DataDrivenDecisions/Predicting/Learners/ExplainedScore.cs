namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>A score that says what each input adds to it: where everyone starts, plus the parts, is the score.</summary>
abstract record ExplainedScore
{
    /// <summary>The score that an average row starts from.</summary>
    public abstract double Start { get; }

    /// <summary>What each input adds for one row.</summary>
    public abstract double[] Parts(float[] row);

    /// <summary>Start and parts together: the higher, the likelier.</summary>
    public virtual double Score(float[] row) => Start + Parts(row).Sum();

    /// <summary>All numbers that it consists of, for its fingerprint.</summary>
    public abstract IEnumerable<double> Numbers { get; }
}

/// <summary>A learner whose scores can be explained.</summary>
/// <param name="Name">What a person calls it.</param>
abstract record ExplainedLearner(string Name) : Learner(Name)
{
    /// <summary>Learns, with one thread and all chance from the seed: the same rows give the same scores.</summary>
    public abstract ExplainedScore Explain(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed);
}

/// <summary>A logistic regression, explained: each input's weight times its distance from the mean.</summary>
sealed record LinearScore(LinearModel Model) : ExplainedScore
{
    public override double Start => Model.Bias;
    public override double[] Parts(float[] row) => [.. Enumerable.Range(0, row.Length).Select(j => Model.Part(row, j))];
    public override IEnumerable<double> Numbers => [Model.Bias, .. Model.Weights, .. Model.Scale.Means, .. Model.Scale.Spreads];
}
