using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>Small trees, each of which mends what those before it got wrong (ML.NET's FastTree).</summary>
sealed record BoostedTreesLearner() : Learner("boosted trees")
{
    const int Trees = 120, Leaves = 8;

    public override Func<IReadOnlyList<float[]>, double[]> Learn(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed) => Fit(
        ml => ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfTrees = Trees, NumberOfLeaves = Leaves, LearningRate = 0.05, MinimumExampleCountPerLeaf = Math.Clamp(rows.Count / 100, 5, 20),
            FeatureFractionPerSplit = 0.5, BaggingSize = 1, BaggingExampleFraction = 0.8, NumberOfThreads = 1, Seed = seed, FeatureSelectionSeed = seed,
        }), rows, cameTrue, seed);
}
