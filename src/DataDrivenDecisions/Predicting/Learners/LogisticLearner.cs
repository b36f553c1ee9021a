namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>Each input adds its weighted part to the log-odds.</summary>
/// <param name="Ridge">How strongly large weights are held back.</param>
sealed record LogisticLearner(double Ridge) : Learner("logistic regression")
{
    public override Func<IReadOnlyList<float[]>, double[]> Learn(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed)
    {
        var model = LinearModel.Learn(rows, cameTrue, Ridge, seed);
        return asked => [.. asked.Select(model.Score)];
    }
}
