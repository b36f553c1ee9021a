using System.CommandLine;
using System.Globalization;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Predicting;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>evaluate TABLE.csv</c>: how well an outcome can be foretold from a flat table, by the pipeline and the gates of the nightly model.</summary>
static class EvaluateCommand
{
    // Who had less to say than one part in two hundred would be shown with 0%.
    const double LeastNamed = 0.005;

    public static Command Make(CommandLine line)
    {
        var table = new Argument<string>("table") { Description = "A CSV file with a header line." };
        var outcome = new Option<string>("--outcome") { Description = "A column with up to twenty different values, or a comparison such as \"G3<10\".", HelpName = "COL", Required = true };
        var drop = new Option<string[]>("--drop") { Description = "Columns that may not be inputs, with commas between.", HelpName = "COLS", DefaultValueFactory = _ => [] };
        var group = new Option<string?>("--group") { Description = "Compare the groups of this column; it is no input.", HelpName = "COL" };
        var time = new Option<string?>("--time") { Description = "Learn from the earlier part of this column and test on the later; it is no input.", HelpName = "COL" };
        var seed = new Option<int>("--seed") { Description = "The number from which all chance is drawn.", DefaultValueFactory = _ => 1 };
        var positive = new Option<string?>("--positive") { Description = "The value of the outcome's column that counts as true.", HelpName = "VALUE" };
        var folds = new Option<int?>("--folds") { Description = "How many parts of the rows take turns at being tested; 10 below 20,000 rows.", HelpName = "N" };
        var output = new Option<string?>("--out") { Description = "Write the chance of every tested row to this CSV file.", HelpName = "F.csv" };
        var command = new Command("evaluate", "Measure how well an outcome can be foretold from any flat table.") { table, outcome, positive, drop, group, time, folds, seed, output };
        line.Here(command, (bench, stop) => Run(bench, bench.PathOf(bench.Value(table)), new EvaluationOptions
        {
            Outcome = bench.Value(outcome)!,
            Drop = [.. (bench.Value(drop) ?? []).SelectMany(d => d.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
            Group = bench.Value(group),
            Time = bench.Value(time),
            Seed = bench.Value(seed),
            Positive = bench.Value(positive),
            Folds = bench.Value(folds),
        }, bench.Value(output) is { } file ? bench.PathOf(file) : null, stop));
        return command;
    }

    static int Run(Bench bench, string path, EvaluationOptions options, string? output, CancellationToken stop)
    {
        var progress = bench.Progress();
        var result = Evaluation.Run(TableFile.Read(path), options, progress, stop);
        if (output is not null)
            WriteForetold(output, result);
        bench.Answer(result, words => Write(words, result));
        return ExitCode.Done;
    }

    static void WriteForetold(string file, EvaluationResult result)
    {
        string[] header = ["row", "outcome", .. result.Classes.Count == 2 ? ["chance"] : result.Classes.Select(c => $"chance of {c}")];
        using var text = new StreamWriter(file);
        CsvText.Record(text, header);
        foreach (var row in result.Foretold)
            CsvText.Record(text, [row.Row, row.Outcome, .. (result.Classes.Count == 2 ? row.Chances.Skip(1) : row.Chances).Select(c => (object?)Math.Round(c, 6))]);
    }

    static void Write(TextWriter words, EvaluationResult result)
    {
        var counted = result.Outcomes.Count == 0 ? $"true for {result.Positives} of {result.Rows} rows" : $"{result.Outcomes.Count} outcomes, the commonest in {result.Rows - result.Positives} of {result.Rows} rows";
        words.WriteLine($"{result.Outcome}: {counted}. Measured on {result.Tested} rows: {result.Validation}.");
        words.WriteLine($"AUC {Three(result.Auc)}, average precision {Three(result.AveragePrecision)}, Brier {Three(result.Brier)}, calibration error {Three(result.CalibrationError)}");
        words.WriteLine($"The best single input, {result.Baseline.BestInput}: AUC {Three(result.Baseline.Auc)}");
        if (result.ShareRight is { } right)
            words.WriteLine($"The likeliest outcome came true for {Three(right)} of the rows. Each outcome against all others:");
        if (result.Outcomes.Count > 0)
            Words.Table(words, ["outcome", "rows", "AUC", "Brier"], result.Outcomes.Select(o => new[] { o.Value, Words.Of(o.Rows), Three(o.Auc), Three(o.Brier) }));
        words.WriteLine($"Learned by {LearnedBy(result)}; calibrated by {string.Join(" and ", result.CalibratedBy.OrderByDescending(c => c.Value).Select(c => c.Key))}");
        foreach (var (k, precision) in result.PrecisionAtK)
            words.WriteLine($"Precision at {k}: {Three(precision)}");
        foreach (var gate in result.Gates)
            words.WriteLine($"{(gate.Passed ? "passed" : "FAILED")}  {gate.Name}: {gate.Words}");
        WriteGroups(words, result.Groups);
        foreach (var outcome in result.Outcomes.Where(o => o.Groups.Count > 0))
        {
            words.WriteLine($"{outcome.Value} against all others, by group:");
            WriteGroups(words, outcome.Groups);
        }

        foreach (var warning in result.Warnings)
            words.WriteLine($"Note: {warning}");
    }

    static void WriteGroups(TextWriter words, IReadOnlyList<GroupComparison> groups)
    {
        if (groups.Count > 0)
            Words.Table(words, ["group", "rows", "true", "AUC", "false alarms", "misses"],
                groups.Select(g => new[] { $"{g.Column} {g.Value}", Words.Of(g.N), Words.Of(g.Positives), Shown(g.Auc), Shown(g.Fpr), Shown(g.Fnr) }));
    }

    static string LearnedBy(EvaluationResult result) => string.Join(", ", result.LearnedBy.Where(l => l.Value >= LeastNamed).OrderByDescending(l => l.Value)
        .Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Key} {l.Value * 100:0}%")));

    static string Shown(double? value) => value is { } v ? Three(v) : "";

    static string Three(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
