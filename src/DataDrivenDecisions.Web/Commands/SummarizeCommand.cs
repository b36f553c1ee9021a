using System.CommandLine;
using System.Globalization;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Indicators;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>summarize TABLE --of COL</c>: counts, means or pooled shares of a flat table by group, and a trend.</summary>
static class SummarizeCommand
{
    public static Command Make(CommandLine line)
    {
        var table = new Argument<string>("table") { Description = "A CSV file with a header." };
        var of = new Option<string>("--of") { Description = "The column of numbers to average; with --whole, the part.", HelpName = "COL", Required = true };
        var whole = new Option<string?>("--whole") { Description = "The column of which --of is a part: shares are pooled.", HelpName = "COL" };
        var by = new Option<string?>("--by") { Description = "The column that names the groups.", HelpName = "COL" };
        var over = new Option<string?>("--over") { Description = "The column across which a straight line is fitted.", HelpName = "COL" };
        var command = new Command("summarize", "Count, average and fit a trend in a flat table.") { table, of, whole, by, over };
        line.Here(command, (bench, _) => Run(bench, bench.PathOf(bench.Value(table)), new() { Of = bench.Value(of)!, Whole = bench.Value(whole), By = bench.Value(by), Over = bench.Value(over) }));
        return command;
    }

    static int Run(Bench bench, string path, TableQuestion question)
    {
        try
        {
            Tell(bench, TableSummary.Of(TableFile.Read(path), question));
            return ExitCode.Done;
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new CommandProblem(ExitCode.Refused, $"Nothing was told: in some row {question.Of} is negative or larger than {question.Whole}, so it is no part of it. Name another column with --whole.");
        }
        catch (ArgumentException unknown)
        {
            throw new CommandProblem(ExitCode.Usage, unknown.Message);
        }
    }

    static void Tell(Bench bench, TableSummary summary) => bench.Answer(
        new
        {
            rows = summary.All.Rows, values = summary.All.Mean.Count, mean = summary.All.Mean.Value, sum = summary.All.Mean.Sum, sharePercent = summary.All.Share?.Percent,
            groups = summary.Groups.Select(g => new { name = g.Name, rows = g.Rows, values = g.Mean.Count, mean = g.Mean.Value, sum = g.Mean.Sum, sharePercent = g.Share?.Percent }),
            trend = summary.Trend is { } t ? new { points = t.Points, atZero = t.AtZero, perUnit = t.PerUnit } : null,
        },
        words =>
        {
            Words.Table(words, ["group", "rows", "values", "mean", .. summary.All.Share is null ? Array.Empty<string>() : ["share"]], summary.Groups.Append(summary.All).Select(g => (string[])
                [g.Name, Words.Of(g.Rows), Words.Of(g.Mean.Count), g.Mean.ToString(4), .. g.Share is { } share ? [share.ToString()] : Array.Empty<string>()]));
            if (summary.Trend is { } trend)
                words.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Trend through {trend.Points} rows: {trend.AtZero:0.####} at zero, {trend.PerUnit:+0.####;-0.####;0} with each unit."));
        });
}
