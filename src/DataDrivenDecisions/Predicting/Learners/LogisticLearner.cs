namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>Each input adds its weighted part to the log-odds.</summary>
/// <param name="Ridge">How strongly large weights are held back.</param>
/// <param name="IsPerThousand">Whether that is meant for every thousand rows, so that a fit on few rows and one on many are held back alike and one calibration serves both.</param>
sealed record LogisticLearner(double Ridge, bool IsPerThousand = false) : ExplainedLearner("logistic regression")
{
    public override Func<IReadOnlyList<float[]>, double[]> Learn(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed)
    {
        var model = LinearModel.Learn(rows, cameTrue, Strictness(rows.Count), seed);
        return asked => [.. asked.Select(model.Score)];
    }

    public override ExplainedScore Explain(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed) => new LinearScore(LinearModel.Learn(rows, cameTrue, Strictness(rows.Count), seed));

    double Strictness(int rows) => IsPerThousand ? Ridge * rows / 1000 : Ridge;
}
