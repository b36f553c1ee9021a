namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>Several learners whose log-odds are averaged: where they err differently, their mean errs less.</summary>
/// <param name="Members">Learners whose scores are log-odds.</param>
sealed record CommitteeLearner(IReadOnlyList<Learner> Members) : Learner("committee of " + string.Join(", ", Members.Select(m => m.Name)))
{
    public override Func<IReadOnlyList<float[]>, double[]> Learn(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed)
    {
        Func<IReadOnlyList<float[]>, double[]>[] learned = [.. Members.Select(m => m.Learn(rows, cameTrue, seed))];
        return asked => Mean([.. learned.Select(l => l(asked))]);
    }

    /// <summary>What the committee says where its members say these scores, row by row.</summary>
    public double[] Mean(double[][] scores) => [.. Enumerable.Range(0, scores[0].Length).Select(i => scores.Average(s => s[i]))];
}
