namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>A random forest (Breiman 2001): many deep trees, each of rows drawn anew, whose shares are averaged.</summary>
sealed record ForestLearner() : Learner("random forest")
{
    const int MostTrees = 400, FewestTrees = 100, RowsTimesTrees = 2_000_000, FewestInLeaf = 3;

    public override Func<IReadOnlyList<float[]>, double[]> Learn(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed)
    {
        var random = new Random(seed);
        var table = new BinnedTable(rows, cameTrue);
        ForestTree[] trees = [.. Enumerable.Range(0, Math.Clamp(RowsTimesTrees / rows.Count, FewestTrees, MostTrees)).Select(_ => ForestTree.Grow(table, FewestInLeaf, random))];
        // A share of 0 or 1 says no more than that no tree has seen otherwise.
        var least = 0.5 / trees.Length;
        return asked => [.. asked.Select(row =>
        {
            var share = Math.Clamp(trees.Average(t => t.Share(row)), least, 1 - least);
            return Math.Log(share / (1 - share));
        })];
    }
}
