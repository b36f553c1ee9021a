using System.Diagnostics;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>Puts any flat table through learners, calibration and gates, and measures it on rows that were not learned from.</summary>
public static class Evaluation
{
    const int FewestRows = 50, FewestOfEach = 10, FewestInGroup = 10, FewestFolds = 2, MostFolds = 50;

    /// <exception cref="EvaluationRefused">The table cannot answer the question; the message says why and what to do.</exception>
    public static EvaluationResult Run(FlatTable table, EvaluationOptions options, IProgress<string>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var clock = Stopwatch.StartNew();
        var question = EvaluationTable.Read(table, options);
        Check(question, options);
        var rounds = Split.For(question, options, FewestOfEach);
        var result = question.Classes.Count > 2 ? OfSeveral(question, rounds, options, progress, stop) : OfTwo(question, rounds, options, progress, stop);
        return result with { Seconds = clock.Elapsed.TotalSeconds };
    }

    static void Check(EvaluationTable question, EvaluationOptions options)
    {
        if (options.Folds is < FewestFolds or > MostFolds)
            throw new EvaluationRefused($"There can be {FewestFolds} to {MostFolds} folds.");
        if (question.Rows.Count < FewestRows)
            throw new EvaluationRefused($"The table has {question.Rows.Count} rows with a known outcome; at least {FewestRows} are needed to learn anything.");
        if (question.Inputs.Count == 0)
            throw new EvaluationRefused("No column is left to learn from. Drop fewer columns.");
        if (question.Classes.Count > 2)
        {
            var rarest = Enumerable.Range(0, question.Classes.Count).MinBy(c => question.ClassOf.Count(of => of == c));
            var rows = question.ClassOf.Count(of => of == rarest);
            if (rows < FewestOfEach)
                throw new EvaluationRefused($"Only {rows} rows have the outcome \"{question.Classes[rarest]}\"; at least {FewestOfEach} of each are needed. Take these rows out, or ask for one outcome with --positive.");
            return;
        }

        var positives = question.CameTrue.Count(t => t);
        if (positives < FewestOfEach || question.Rows.Count - positives < FewestOfEach)
            throw new EvaluationRefused($"\"{question.Outcome}\" is true for {positives} of {question.Rows.Count} rows; at least {FewestOfEach} rows of each kind are needed. Choose another outcome or another line.");
    }

    static EvaluationResult OfTwo(EvaluationTable question, IReadOnlyList<Split> rounds, EvaluationOptions options, IProgress<string>? progress, CancellationToken stop)
    {
        var fit = new CrossFit(question, options.Seed, progress, stop);
        int[] tested = TestedRows(rounds);
        bool[] cameTrue = [.. tested.Select(i => question.CameTrue[i])];
        double[][] chances = [.. rounds.Select(fit.Chances).Select(m => tested.Select(i => m[i]).ToArray())];
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
            LearnedBy = fit.Weights,
            CalibratedBy = fit.CalibratedBy,
            Classes = question.Classes,
            Foretold = [.. tested.Select((row, i) => new RowForetold(question.Numbers[row], question.OutcomeOf(row), [1 - average[i], average[i]]))],
            Validation = Split.Describe(rounds),
            Gates = [Gate.BetterThanRule(auc, baseline.Auc, $"the best single input ({baseline.BestInput})"), Gate.Honest(calibrationError)],
            Inputs = [.. question.Inputs.Select(question.NameOf)],
            Warnings = [.. question.Warnings, .. copies],
            Seconds = 0,
        };
    }

    /// <summary>Each outcome against all others; the chances of a row are then made to add up to one.</summary>
    static EvaluationResult OfSeveral(EvaluationTable question, IReadOnlyList<Split> rounds, EvaluationOptions options, IProgress<string>? progress, CancellationToken stop)
    {
        EvaluationResult[] each = [.. Enumerable.Range(0, question.Classes.Count).Select(c => OfTwo(question.For(c), rounds, options, progress, stop))];
        int[] tested = TestedRows(rounds);
        double[][] chances = [.. tested.Select((_, i) =>
        {
            double[] raw = [.. each.Select(e => e.Foretold[i].Chances[1])];
            return raw.Select(c => c / raw.Sum()).ToArray();
        })];
        bool[] OfClass(int c) => [.. tested.Select(i => question.ClassOf[i] == c)];
        OutcomeMeasure[] outcomes = [.. each.Select((e, c) => new OutcomeMeasure(question.Classes[c], e.Positives, e.Auc, Accuracy.Brier([.. chances.Select(row => row[c])], OfClass(c))) { Groups = e.Groups })];
        var auc = each.Average(e => e.Auc);
        var baseline = each.Select(e => e.Baseline).MaxBy(b => b.Auc)! with { BaseRate = question.ClassOf.GroupBy(c => c).Max(g => g.Count()) / (double)question.Rows.Count, Auc = each.Average(e => e.Baseline.Auc) };
        var calibrationError = each.Average(e => e.CalibrationError);
        return each[0] with
        {
            Outcome = question.Outcome,
            Positives = question.Rows.Count - question.ClassOf.GroupBy(c => c).Max(g => g.Count()),
            Auc = auc,
            AveragePrecision = each.Average(e => e.AveragePrecision),
            Brier = outcomes.Average(o => o.Brier),
            CalibrationError = calibrationError,
            PrecisionAtK = each[0].PrecisionAtK.Keys.ToDictionary(k => k, k => each.Average(e => e.PrecisionAtK[k]), StringComparer.Ordinal),
            Baseline = baseline,
            Outcomes = outcomes,
            Groups = [],
            ShareRight = tested.Select((row, i) => Array.IndexOf(chances[i], chances[i].Max()) == question.ClassOf[row] ? 1.0 : 0).Average(),
            LearnedBy = Joined(each.SelectMany(e => e.LearnedBy), weights => weights.Sum() / each.Length),
            CalibratedBy = Joined(each.SelectMany(e => e.CalibratedBy), parts => parts.Sum()),
            Foretold = [.. tested.Select((row, i) => new RowForetold(question.Numbers[row], question.OutcomeOf(row), chances[i]))],
            Gates = [Gate.BetterThanRule(auc, baseline.Auc, "the best single input for each outcome"), Gate.Honest(calibrationError)],
            Warnings = [.. each.SelectMany(e => e.Warnings).Distinct(StringComparer.Ordinal)],
        };
    }

    static Dictionary<string, T> Joined<T>(IEnumerable<KeyValuePair<string, T>> of, Func<IEnumerable<T>, T> join) =>
        of.GroupBy(p => p.Key, p => p.Value, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => join(g), StringComparer.Ordinal);

    static int[] TestedRows(IReadOnlyList<Split> rounds) => [.. rounds[0].Parts.SelectMany(p => p.Tested).Order()];
}
