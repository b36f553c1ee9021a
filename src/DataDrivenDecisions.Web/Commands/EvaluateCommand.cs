using System.CommandLine;
using System.Globalization;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Predicting;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>evaluate TABLE.csv</c>: how well an outcome can be foretold from a flat table, by the pipeline and the gates of the nightly model.</summary>
static class EvaluateCommand
{
    public static Command Make(CommandLine line)
    {
        var table = new Argument<string>("table") { Description = "A CSV file with a header line." };
        var outcome = new Option<string>("--outcome") { Description = "A column with two values, or a comparison such as \"G3<10\".", HelpName = "COL", Required = true };
        var drop = new Option<string[]>("--drop") { Description = "Columns that may not be inputs, with commas between.", HelpName = "COLS", DefaultValueFactory = _ => [] };
        var group = new Option<string?>("--group") { Description = "Compare the groups of this column; it is no input.", HelpName = "COL" };
        var time = new Option<string?>("--time") { Description = "Learn from the earlier part of this column and test on the later; it is no input.", HelpName = "COL" };
        var seed = new Option<int>("--seed") { Description = "The number from which all chance is drawn.", DefaultValueFactory = _ => 1 };
        var command = new Command("evaluate", "Measure how well an outcome can be foretold from any flat table.") { table, outcome, drop, group, time, seed };
        line.Here(command, (bench, stop) => Run(bench, bench.PathOf(bench.Value(table)), new EvaluationOptions
        {
            Outcome = bench.Value(outcome)!,
            Drop = [.. (bench.Value(drop) ?? []).SelectMany(d => d.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
            Group = bench.Value(group),
            Time = bench.Value(time),
            Seed = bench.Value(seed),
        }, stop));
        return command;
    }

    static int Run(Bench bench, string path, EvaluationOptions options, CancellationToken stop)
    {
        var progress = bench.Progress();
        var result = Evaluation.Run(TableFile.Read(path), options, progress, stop);
        bench.Answer(result, words => Write(words, result));
        return ExitCode.Done;
    }

    static void Write(TextWriter words, EvaluationResult result)
    {
        words.WriteLine($"{result.Outcome}: true for {result.Positives} of {result.Rows} rows. Measured on {result.Tested} rows: {result.Validation}.");
        words.WriteLine($"AUC {Three(result.Auc)}, average precision {Three(result.AveragePrecision)}, Brier {Three(result.Brier)}, calibration error {Three(result.CalibrationError)}");
        words.WriteLine($"The best single input, {result.Baseline.BestInput}: AUC {Three(result.Baseline.Auc)}");
        foreach (var (k, precision) in result.PrecisionAtK)
            words.WriteLine($"Precision at {k}: {Three(precision)}");
        foreach (var gate in result.Gates)
            words.WriteLine($"{(gate.Passed ? "passed" : "FAILED")}  {gate.Name}: {gate.Words}");
        if (result.Groups.Count > 0)
        {
            Words.Table(words, ["group", "rows", "true", "AUC", "false alarms", "misses"],
                result.Groups.Select(g => new[] { $"{g.Column} {g.Value}", Words.Of(g.N), Words.Of(g.Positives), Shown(g.Auc), Shown(g.Fpr), Shown(g.Fnr) }));
        }
        foreach (var warning in result.Warnings)
            words.WriteLine($"Note: {warning}");
    }

    static string Shown(double? value) => value is { } v ? Three(v) : "";

    static string Three(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
