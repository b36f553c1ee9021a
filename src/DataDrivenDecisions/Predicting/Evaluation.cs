using System.Diagnostics;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>Puts any flat table through the pipeline and the gates of the nightly model, and measures it on rows that were not learned from.</summary>
public static class Evaluation
{
    const int FewestRows = 50, FewestOfEach = 10, FewestInGroup = 10;

    /// <exception cref="EvaluationRefused">The table cannot answer the question; the message says why and what to do.</exception>
    public static EvaluationResult Run(FlatTable table, EvaluationOptions options, IProgress<string>? progress = null, CancellationToken stop = default)
    {
        var clock = Stopwatch.StartNew();
        var question = EvaluationTable.Read(table, options);
        if (question.Rows.Count < FewestRows)
            throw new EvaluationRefused($"The table has {question.Rows.Count} rows with a known outcome; at least {FewestRows} are needed to learn anything.");
        var positives = question.CameTrue.Count(t => t);
        if (positives < FewestOfEach || question.Rows.Count - positives < FewestOfEach)
            throw new EvaluationRefused($"\"{question.Outcome}\" is true for {positives} of {question.Rows.Count} rows; at least {FewestOfEach} rows of each kind are needed. Choose another outcome or another line.");
        if (question.Inputs.Count == 0)
            throw new EvaluationRefused("No column is left to learn from. Drop fewer columns.");

        var rounds = Split.For(question, options, FewestOfEach);
        var measured = rounds.Select(round => Measure(question, round, options.Seed, progress, stop)).ToArray();
        return Sum(question, rounds, measured, options) with { Seconds = clock.Elapsed.TotalSeconds };
    }

    /// <summary>The chances of the tested rows of one round, each by a model that did not learn from it.</summary>
    static double[] Measure(EvaluationTable question, Split round, int seed, IProgress<string>? progress, CancellationToken stop)
    {
        var chances = new double[question.Rows.Count];
        for (var part = 0; part < round.Parts.Count; part++)
        {
            stop.ThrowIfCancellationRequested();
            progress?.Report($"{round.Name}: part {part + 1} of {round.Parts.Count}");
            var (learned, tested) = round.Parts[part];
            var encoder = question.Encoder(learned);
            var model = CalibratedModel.Learn([.. learned.Select(i => encoder.Encode(question.Rows[i]))], [.. learned.Select(i => question.CameTrue[i])], seed + part);
            foreach (var i in tested)
                chances[i] = model.Chance(encoder.Encode(question.Rows[i]));
        }

        return chances;
    }

    static EvaluationResult Sum(EvaluationTable question, IReadOnlyList<Split> rounds, double[][] measured, EvaluationOptions options)
    {
        int[] tested = [.. rounds[0].Parts.SelectMany(p => p.Tested).Order()];
        bool[] cameTrue = [.. tested.Select(i => question.CameTrue[i])];
        double[][] chances = [.. measured.Select(m => tested.Select(i => m[i]).ToArray())];
        double Mean(Func<double[], double> measure) => chances.Average(measure);

        var auc = Mean(c => Accuracy.Auc(c, cameTrue));
        var calibrationError = Mean(c => Accuracy.CalibrationError(Accuracy.CalibrationBins(c, cameTrue)));
        var baseline = SingleInputs.Best(question, rounds[0], out var copies);
        double[] average = [.. Enumerable.Range(0, tested.Length).Select(i => chances.Average(c => c[i]))];
        return new EvaluationResult
        {
            Outcome = question.Outcome,
            Rows = question.Rows.Count,
            Tested = tested.Length,
            Positives = question.CameTrue.Count(t => t),
            Auc = auc,
            AveragePrecision = Mean(c => Accuracy.AveragePrecision(c, cameTrue)),
            Brier = Mean(c => Accuracy.Brier(c, cameTrue)),
            CalibrationError = calibrationError,
            PrecisionAtK = Accuracy.PrecisionAtK(average, cameTrue),
            Baseline = baseline,
            Groups = options.Group is null ? [] : GroupComparison.Of(question.GroupName!, [.. tested.Select(i => (IReadOnlyList<string>)[question.GroupOf(i)])], average, cameTrue, FewestInGroup),
            Validation = Split.Describe(rounds),
            Gates = [Gate.BetterThanRule(auc, baseline.Auc, $"the best single input ({baseline.BestInput})"), Gate.Honest(calibrationError)],
            Inputs = [.. question.Inputs.Select(question.NameOf)],
            Warnings = [.. question.Warnings, .. copies],
            Seconds = 0,
        };
    }
}
