using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.LightGbm;

namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>Small trees, each of which mends what those before it got wrong (LightGBM, whose native library a machine may lack).</summary>
sealed record LightGbmLearner() : ExplainedLearner("LightGBM")
{
    // Where rows are many, fewer and larger trees with longer steps tell more in less time than small ones that see half of the inputs and rows.
    const int ManyRows = 20_000;

    // Where they are many more, trees can part them far finer before they follow chance, each part alike (Depth) rather than the one that errs most: of a million rows 100 trees of 15 ends told .745 (AUC), 60 of these .774, in no more time.
    const int VeryManyRows = 200_000;

    readonly record struct Growing(int Trees, int Leaves, double Step)
    {
        public double Inputs { get; init; } = 1;
        public double Rows { get; init; } = 1;
        public int Depth { get; init; }
        public int FewestInLeaf { get; init; } = 20;
    }

    static Growing For(int rows) => rows < ManyRows ? new(120, 8, 0.05) { Inputs = 0.5, Rows = 0.8, FewestInLeaf = Math.Clamp(rows / 100, 5, 20) }
        : rows < VeryManyRows ? new(100, 15, 0.15)
        : new(60, 64, 0.4) { Depth = 6, FewestInLeaf = 100 };

    static readonly Lazy<bool> Probe = new(LearnsAtAll);

    /// <summary>False where LightGBM's native library, or what it needs (libgomp), is not on the machine.</summary>
    public static bool IsHere => Probe.Value;

    public override Func<IReadOnlyList<float[]>, double[]> Learn(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed) => Scoring(Grown(rows, cameTrue, seed));

    public override ExplainedScore Explain(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed) => new TreeScore(Grown(rows, cameTrue, seed), rows);

    static TreeSum Grown(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed) =>
        new(((CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>)Fitted(Trainer(rows.Count, seed), rows, cameTrue, seed).Model).SubModel.TrainedTreeEnsemble);

    static Func<MLContext, LightGbmBinaryTrainer> Trainer(int rows, int seed)
    {
        var growing = For(rows);
        return ml => ml.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            NumberOfIterations = growing.Trees, NumberOfLeaves = growing.Leaves, LearningRate = growing.Step, MinimumExampleCountPerLeaf = growing.FewestInLeaf, NumberOfThreads = 1, Seed = seed,
            Silent = true, Verbose = false,
            Booster = new GradientBooster.Options { FeatureFraction = growing.Inputs, SubsampleFraction = growing.Rows, SubsampleFrequency = growing.Rows < 1 ? 1 : 0, L2Regularization = 1, MaximumTreeDepth = growing.Depth },
        });
    }

    static bool LearnsAtAll()
    {
        try
        {
            float[][] rows = [.. Enumerable.Range(0, 60).Select(i => new[] { (float)i })];
            new LightGbmLearner().Learn(rows, [.. rows.Select(r => r[0] > 30)], 1);
            return true;
        }
        catch (Exception missing) when (Causes(missing).Any(c => c is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException))
        {
            return false;
        }
    }

    static IEnumerable<Exception> Causes(Exception trouble)
    {
        for (Exception? cause = trouble; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
