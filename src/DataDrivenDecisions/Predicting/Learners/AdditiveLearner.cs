using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>A generalized additive model: each input adds a part that may rise and fall with it.</summary>
sealed record AdditiveLearner() : ExplainedLearner("additive model")
{
    // ML.NET's own step of .002 needs thousands of rounds; a far longer step and far fewer rounds come to the same curve.
    const int Rounds = 150;
    const double Step = 0.05;

    public override Func<IReadOnlyList<float[]>, double[]> Learn(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed) => Fit(
        ml => ml.BinaryClassification.Trainers.Gam(new GamBinaryTrainer.Options
        {
            NumberOfIterations = Rounds, LearningRate = Step, MaximumBinCountPerFeature = 64, MinimumExampleCountPerLeaf = 10, NumberOfThreads = 1, Seed = seed,
        }), rows, cameTrue, seed);

    public override ExplainedScore Explain(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed) => AdditiveScore.Of(Learn(rows, cameTrue, seed), rows);
}
