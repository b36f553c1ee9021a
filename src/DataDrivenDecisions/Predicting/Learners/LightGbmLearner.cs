using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>Small trees, each of which mends what those before it got wrong (LightGBM, whose native library a machine may lack).</summary>
sealed record LightGbmLearner() : Learner("LightGBM")
{
    const int Trees = 120, Leaves = 8;

    static readonly Lazy<bool> Probe = new(LearnsAtAll);

    /// <summary>False where LightGBM's native library, or what it needs (libgomp), is not on the machine.</summary>
    public static bool IsHere => Probe.Value;

    public override Func<IReadOnlyList<float[]>, double[]> Learn(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed) => Fit(
        ml => ml.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            NumberOfIterations = Trees, NumberOfLeaves = Leaves, LearningRate = 0.05, MinimumExampleCountPerLeaf = Math.Clamp(rows.Count / 100, 5, 20), NumberOfThreads = 1, Seed = seed,
            Silent = true, Verbose = false,
            Booster = new GradientBooster.Options { FeatureFraction = 0.5, SubsampleFraction = 0.8, SubsampleFrequency = 1, L2Regularization = 1 },
        }), rows, cameTrue, seed);

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
