namespace DataDrivenDecisions.Predicting;

/// <summary>Parts of the rows that take turns at being tested, each with about the same share of those for whom it came true.</summary>
static class Folds
{
    /// <summary>The fold, 0 to <paramref name="count"/> − 1, of each row; rows of one group (one student in two years) stay together.</summary>
    public static int[] Stratified(IReadOnlyList<bool> cameTrue, int count, int seed, IReadOnlyList<int>? groups = null) =>
        Stratified([.. cameTrue.Select(t => t ? 1 : 0)], count, seed, groups);

    /// <summary>The same where there are more outcomes than two.</summary>
    /// <param name="outcomes">The number of each row's outcome; a group counts by its highest.</param>
    public static int[] Stratified(IReadOnlyList<int> outcomes, int count, int seed, IReadOnlyList<int>? groups = null)
    {
        var random = new Random(seed);
        var fold = new int[outcomes.Count];
        var next = 0;
        var members = Enumerable.Range(0, outcomes.Count).GroupBy(i => groups?[i] ?? i).Select(g => g.ToArray()).ToLookup(g => g.Max(i => outcomes[i]));
        foreach (var outcome in outcomes.Distinct().OrderDescending())
        {
            int[][] shuffled = [.. members[outcome]];
            random.Shuffle(shuffled);
            foreach (var group in shuffled)
            {
                foreach (var i in group)
                    fold[i] = next % count;
                next++;
            }
        }

        return fold;
    }
}
