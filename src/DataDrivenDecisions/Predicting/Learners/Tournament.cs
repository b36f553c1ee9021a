namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>
/// Finds the learner that fits a table: each is measured on folds that it has not learned from, by the Brier score of its chances, which asks both whether they rank and whether they are honest. The simplest
/// that lies within one standard error of the best is chosen (Breiman et al. 1984). The error is that of the difference fold by fold, since all are measured
/// on the same folds.
/// </summary>
static class Tournament
{
    /// <summary>From so many rows on, holding weights back changes nothing worth the time of trying.</summary>
    const int EnoughRows = 5_000;

    /// <summary>The rows in a leaf of smoother forests, which err less where chance has a large part.</summary>
    const int SmoothLeaf = 12, SmoothestLeaf = 30;

    /// <summary>The part of the inputs that the more searching forests choose from, which find what few of many inputs tell.</summary>
    const double MoreInputs = 0.4;

    /// <summary>On fewer rows ML.NET's FastTree takes ten times as long as LightGBM and tells no more.</summary>
    const int RowsForBoostedTrees = 2_000;

    /// <summary>The learners worth trying on so many rows, the simplest first.</summary>
    /// <param name="rows">How many rows are learned from.</param>
    /// <param name="hasLightGbm">Whether the machine has LightGBM's native library; null looks for it.</param>
    public static IReadOnlyList<Learner> For(int rows, bool? hasLightGbm = null)
    {
        Learner boosted = hasLightGbm ?? LightGbmLearner.IsHere ? new LightGbmLearner() : new BoostedTreesLearner();
        LogisticLearner[] lines = [.. (rows < EnoughRows ? [100, 10, 1] : (double[])[1]).Select(ridge => new LogisticLearner(ridge))];
        return
        [
            .. lines,
            new AdditiveLearner(),
            new ForestLearner(SmoothestLeaf, MoreInputs),
            new ForestLearner(SmoothLeaf, MoreInputs),
            new ForestLearner(),
            new ForestLearner(Asked: MoreInputs),
            new ForestLearner(FewestInLeaf: 1),
            .. boosted is LightGbmLearner && rows >= RowsForBoostedTrees ? [new BoostedTreesLearner()] : (Learner[])[],
            boosted,
        ];
    }

    /// <summary>Those whose scores can be explained student by student, the simplest first. Some learn from fewer rows here than in the end: logistic regressions are held back alike in both.</summary>
    public static IReadOnlyList<ExplainedLearner> Explained(int rows, bool? hasLightGbm = null) =>
        [.. ((double[])[30, 3, 0.3]).Select(ridge => new LogisticLearner(ridge, IsPerThousand: true)), .. For(rows, hasLightGbm).OfType<ExplainedLearner>().Where(l => l is not LogisticLearner)];

    /// <summary>Measures one learner on every fold.</summary>
    public static Contestant Measure(Learner learner, IReadOnlyList<(int[] Learned, int[] Asked)> parts, Func<int, int, float[]> encode, IReadOnlyList<bool> cameTrue, int seed, CancellationToken stop) =>
        Measure([learner], parts, encode, cameTrue, seed, stop)[0];

    /// <summary>Measures learners on every fold.</summary>
    /// <param name="learners">The learners.</param>
    /// <param name="parts">For each fold the rows learned from and the rows asked, by their places.</param>
    /// <param name="encode">The inputs of the rows, by what the rows learned from show; the first argument is the fold.</param>
    /// <param name="cameTrue">What happened, row by row.</param>
    /// <param name="seed">Chance comes from here.</param>
    /// <param name="stop">Ends it early.</param>
    /// <param name="progress">Told which learner is being measured.</param>
    public static List<Contestant> Measure(IReadOnlyList<Learner> learners, IReadOnlyList<(int[] Learned, int[] Asked)> parts, Func<int, int, float[]> encode, IReadOnlyList<bool> cameTrue, int seed,
        CancellationToken stop, Action<Learner>? progress = null)
    {
        IReadOnlyList<int[]> folds = [.. parts.Select(p => p.Asked)];
        var measured = new List<Contestant>();
        foreach (var learner in learners)
        {
            stop.ThrowIfCancellationRequested();
            progress?.Invoke(learner);
            measured.Add(new Contestant(learner, Scores(learner, parts, encode, cameTrue, seed, stop), folds, cameTrue));
        }

        return measured;
    }

    static double[] Scores(Learner learner, IReadOnlyList<(int[] Learned, int[] Asked)> parts, Func<int, int, float[]> encode, IReadOnlyList<bool> cameTrue, int seed, CancellationToken stop)
    {
        var scores = new double[cameTrue.Count];
        Parallel.For(0, parts.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop }, k =>
        {
            var (learned, asked) = parts[k];
            var answers = learner.Learn([.. learned.Select(i => encode(k, i))], [.. learned.Select(i => cameTrue[i])], seed)([.. asked.Select(i => encode(k, i))]);
            for (var i = 0; i < asked.Length; i++)
                scores[asked[i]] = answers[i];
        });
        return scores;
    }

    /// <summary>The simplest learner that is as good as the best.</summary>
    /// <param name="contestants">The simplest first, all measured on the same folds.</param>
    public static Contestant Choose(IReadOnlyList<Contestant> contestants)
    {
        double[][] errors = [.. contestants.Select(c => c.Errors)];
        var best = Array.IndexOf(errors, errors.MinBy(e => e.Average()));
        return contestants[Enumerable.Range(0, contestants.Count).First(c => errors[c].Average() - errors[best].Average() is var more && (more <= 0 || more <= StandardError(errors[c], errors[best])))];
    }

    static double StandardError(double[] a, double[] b)
    {
        double[] differences = [.. a.Zip(b, (x, y) => x - y)];
        var mean = differences.Average();
        return differences.Length < 2 ? 0 : Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1) / differences.Length);
    }
}
