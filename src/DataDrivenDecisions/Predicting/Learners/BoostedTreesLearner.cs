using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.FastTree;

namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>Small trees, each of which mends what those before it got wrong (ML.NET's FastTree).</summary>
sealed record BoostedTreesLearner() : ExplainedLearner("boosted trees")
{
    const int Trees = 120, Leaves = 8;

    public override Func<IReadOnlyList<float[]>, double[]> Learn(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed) => Scoring(Grown(rows, cameTrue, seed));

    public override ExplainedScore Explain(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed) => new TreeScore(Grown(rows, cameTrue, seed), rows);

    static TreeSum Grown(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed) =>
        new(((CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>)Fitted(Trainer(rows.Count, seed), rows, cameTrue, seed).Model).SubModel.TrainedTreeEnsemble);

    static Func<MLContext, FastTreeBinaryTrainer> Trainer(int rows, int seed) =>
        ml => ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfTrees = Trees, NumberOfLeaves = Leaves, LearningRate = 0.05, MinimumExampleCountPerLeaf = Math.Clamp(rows / 100, 5, 20),
            FeatureFractionPerSplit = 0.5, BaggingSize = 1, BaggingExampleFraction = 0.8, NumberOfThreads = 1, Seed = seed, FeatureSelectionSeed = seed,
        });
}
