namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>What one learner reached on folds that it had not learned from.</summary>
/// <param name="Learner">The learner.</param>
/// <param name="Scores">The score of each row, by a fit that had not learned from it.</param>
/// <param name="Aucs">The AUC of each fold.</param>
sealed record Contestant(Learner Learner, double[] Scores, double[] Aucs)
{
    /// <summary>The mean AUC over the folds, one of them left out where it is named.</summary>
    public double Auc(int? without = null) => Aucs.Where((_, k) => k != without).Average();
}

/// <summary>
/// Finds the learner that fits a table: each is measured on folds that it has not learned from, and the simplest whose AUC lies within one standard error
/// of the best is chosen (Breiman et al. 1984). The error is that of the difference fold by fold, since all are measured on the same folds.
/// </summary>
static class Tournament
{
    /// <summary>From so many rows on, holding weights back changes nothing worth the time of trying.</summary>
    const int EnoughRows = 5_000;

    /// <summary>On fewer rows ML.NET's FastTree takes ten times as long as LightGBM and tells no more.</summary>
    const int RowsForBoostedTrees = 2_000;

    /// <summary>The learners worth trying on so many rows, the simplest first.</summary>
    /// <param name="rows">How many rows are learned from.</param>
    /// <param name="hasLightGbm">Whether the machine has LightGBM's native library; null looks for it.</param>
    public static IReadOnlyList<Learner> For(int rows, bool? hasLightGbm = null)
    {
        Learner boosted = hasLightGbm ?? LightGbmLearner.IsHere ? new LightGbmLearner() : new BoostedTreesLearner();
        return
        [
            .. (rows < EnoughRows ? [100, 10, 1] : (double[])[1]).Select(ridge => new LogisticLearner(ridge)),
            new AdditiveLearner(),
            new ForestLearner(),
            .. boosted is LightGbmLearner && rows >= RowsForBoostedTrees ? [new BoostedTreesLearner()] : (Learner[])[],
            boosted,
            new CommitteeLearner([new LogisticLearner(10), new ForestLearner(), boosted]),
        ];
    }

    /// <summary>Measures a learner on every fold.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="parts">For each fold the rows learned from and the rows asked, by their places.</param>
    /// <param name="encode">The inputs of the rows, by what the rows learned from show; the first argument is the fold.</param>
    /// <param name="cameTrue">What happened, row by row.</param>
    /// <param name="seed">Chance comes from here.</param>
    /// <param name="stop">Ends it early.</param>
    public static Contestant Measure(Learner learner, IReadOnlyList<(int[] Learned, int[] Asked)> parts, Func<int, int, float[]> encode, IReadOnlyList<bool> cameTrue, int seed, CancellationToken stop)
    {
        var scores = new double[cameTrue.Count];
        var aucs = new double[parts.Count];
        Parallel.For(0, parts.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop }, k =>
        {
            var (learned, asked) = parts[k];
            var answers = learner.Learn([.. learned.Select(i => encode(k, i))], [.. learned.Select(i => cameTrue[i])], seed)([.. asked.Select(i => encode(k, i))]);
            for (var i = 0; i < asked.Length; i++)
                scores[asked[i]] = answers[i];
            aucs[k] = Accuracy.Auc(answers, [.. asked.Select(i => cameTrue[i])]);
        });
        return new Contestant(learner, scores, aucs);
    }

    /// <summary>The simplest learner that is as good as the best.</summary>
    /// <param name="contestants">The simplest first, all measured on the same folds.</param>
    /// <param name="without">A fold that has no say, since it is to be tested.</param>
    public static Contestant Choose(IReadOnlyList<Contestant> contestants, int? without = null)
    {
        var best = contestants.MaxBy(c => c.Auc(without))!;
        return contestants.First(c => best.Auc(without) - c.Auc(without) <= StandardError(best.Aucs, c.Aucs, without));
    }

    static double StandardError(double[] a, double[] b, int? without)
    {
        double[] differences = [.. a.Zip(b, (x, y) => x - y).Where((_, k) => k != without)];
        var mean = differences.Average();
        return differences.Length < 2 ? 0 : Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1) / differences.Length);
    }
}
