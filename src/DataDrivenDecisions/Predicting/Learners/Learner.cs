using Microsoft.ML;
using Microsoft.ML.Data;

namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>A way of learning from rows whose outcome is known. Which one fits a table is found out by <see cref="Tournament"/>.</summary>
/// <param name="Name">What a person calls it: "logistic regression".</param>
abstract record Learner(string Name)
{
    /// <summary>Learns, with one thread and all chance from the seed: the same rows give the same scores.</summary>
    /// <param name="rows">Inputs, all of one width.</param>
    /// <param name="cameTrue">What happened, row by row.</param>
    /// <param name="seed">Chance comes from here.</param>
    /// <returns>Scores rows of the same width: the higher, the likelier; not yet a chance.</returns>
    public abstract Func<IReadOnlyList<float[]>, double[]> Learn(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed);

    /// <summary>What one of ML.NET's trainers learned.</summary>
    protected static T Fitted<T>(Func<MLContext, IEstimator<T>> trainer, IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed) where T : class, ITransformer
    {
        var ml = new MLContext(seed); // fresh for every fit: a used context gives other results
        return trainer(ml).Fit(LearningRow.View(ml, rows, cameTrue));
    }

    /// <summary>Scores rows by trees.</summary>
    protected static Func<IReadOnlyList<float[]>, double[]> Scoring(TreeSum trees) => asked => [.. asked.Select(trees.Score)];

    /// <summary>The same by one of ML.NET's trainers.</summary>
    protected static Func<IReadOnlyList<float[]>, double[]> Fit<T>(Func<MLContext, IEstimator<T>> trainer, IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed)
        where T : class, ITransformer
    {
        var ml = new MLContext(seed); // fresh for every fit: a used context gives other results
        var fitted = trainer(ml).Fit(LearningRow.View(ml, rows, cameTrue));
        return asked => asked.Count == 0 ? [] : [.. fitted.Transform(LearningRow.View(ml, asked, new bool[asked.Count])).GetColumn<float>("Score").Select(s => (double)s)];
    }
}
