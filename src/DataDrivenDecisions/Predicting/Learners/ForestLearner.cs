namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>A random forest (Breiman 2001): many deep trees, each of rows drawn anew, whose shares are averaged.</summary>
/// <param name="FewestInLeaf">So many rows of the table stand in each leaf at least: more make a smoother forest, which errs less where chance has a large part.</param>
/// <param name="Asked">The part of the inputs that each question chooses from; null for the square root of their number, which finds less where most inputs tell nothing.</param>
sealed record ForestLearner(int FewestInLeaf = 3, double? Asked = null) : Learner("random forest")
{
    const int MostTrees = 400, FewestTrees = 100, RowsTimesTrees = 2_000_000;

    public override Func<IReadOnlyList<float[]>, double[]> Learn(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed)
    {
        var random = new Random(seed);
        var table = new BinnedTable(rows, cameTrue);
        ForestTree[] trees = [.. Enumerable.Range(0, Math.Clamp(RowsTimesTrees / rows.Count, FewestTrees, MostTrees)).Select(_ => ForestTree.Grow(table, FewestInLeaf, Asked, random))];
        // A share of 0 or 1 says no more than that no tree has seen otherwise.
        var least = 0.5 / trees.Length;
        return asked => [.. asked.Select(row =>
        {
            var share = Math.Clamp(trees.Average(t => t.Share(row)), least, 1 - least);
            return Math.Log(share / (1 - share));
        })];
    }
}
