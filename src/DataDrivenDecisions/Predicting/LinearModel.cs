using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;

namespace DataDrivenDecisions.Predicting;

/// <summary>A logistic regression: each input, standardized, adds its weighted part to the log-odds.</summary>
public sealed record LinearModel(Standardizer Scale, IReadOnlyList<double> Weights, double Bias)
{
    /// <summary>Learns the weights by ML.NET (L-BFGS). The same rows give the same weights, bit for bit.</summary>
    /// <param name="rows">Inputs, all of one width.</param>
    /// <param name="cameTrue">What happened, row by row.</param>
    /// <param name="ridge">How strongly large weights are held back (L2).</param>
    /// <param name="seed">Chance comes from here.</param>
    public static LinearModel Learn(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, double ridge, int seed)
    {
        var scale = Standardizer.Of(rows);
        var ml = new MLContext(seed); // fresh for every fit: a used context gives other results
        var trainer = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            L1Regularization = 0,
            L2Regularization = (float)ridge,
            NumberOfThreads = 1,
            OptimizationTolerance = 1e-7f,
            HistorySize = 50,
            MaximumNumberOfIterations = 300,
        });
        var fitted = trainer.Fit(LearningRow.View(ml, [.. rows.Select(scale.Apply)], cameTrue));
        var linear = (LinearBinaryModelParameters)((CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>)fitted.Model).SubModel;
        return new LinearModel(scale, [.. linear.Weights.Select(w => (double)w)], linear.Bias);
    }

    /// <summary>What the parts add up to for one row.</summary>
    public double Score(float[] row)
    {
        var sum = Bias;
        for (var j = 0; j < row.Length; j++)
            sum += Part(row, j);
        return sum;
    }

    /// <summary>What one input adds, compared with an average row of those learned from.</summary>
    public double Part(float[] row, int input) => Weights[input] * Scale.Value(row, input);
}

/// <summary>The mean and the spread of each input over the rows that were learned from.</summary>
public sealed record Standardizer(IReadOnlyList<double> Means, IReadOnlyList<double> Spreads)
{
    public static Standardizer Of(IReadOnlyList<float[]> rows)
    {
        var width = rows[0].Length;
        var means = new double[width];
        var spreads = new double[width];
        for (var j = 0; j < width; j++)
        {
            double sum = 0, squares = 0;
            foreach (var row in rows)
                sum += row[j];
            means[j] = sum / rows.Count;
            foreach (var row in rows)
                squares += (row[j] - means[j]) * (row[j] - means[j]);
            var spread = Math.Sqrt(squares / rows.Count);
            spreads[j] = spread > 1e-9 ? spread : 1; // an input that never varies says nothing, and must not divide by nothing
        }

        return new Standardizer(means, spreads);
    }

    public double Value(float[] row, int j) => (row[j] - Means[j]) / Spreads[j];

    public float[] Apply(float[] row) => [.. Enumerable.Range(0, row.Length).Select(j => (float)Value(row, j))];
}
