using System.CommandLine;
using System.Globalization;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Predicting.Growth;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>growth TABLE.csv</c>: student growth percentiles of any table of scores, with medians and the check that they say the same of high and low scorers.</summary>
static class GrowthCommand
{
    static readonly string[] Header = ["id", "year", "grade", "subject", "score", "sgp", "priors", "low", "high", "next_low", "next_median", "next_high", "target", "target_years", "needed", "note"];

    public static Command Make(CommandLine line)
    {
        var table = new Argument<string>("table") { Description = "A CSV file: long (id, year, grade, subject, score) or wide (ID, GRADE_2024, SS_2024, …)." };
        var output = new Option<string?>("--out") { Description = "Write every score with its percentile to this CSV file.", HelpName = "FILE" };
        var priors = new Option<int>("--priors") { Description = "Compare by at most so many prior scores, 1 to 3; each student by as many as she has.", DefaultValueFactory = _ => 1 };
        var group = new Option<string?>("--group") { Description = "Tell the median growth of the groups of this column.", HelpName = "COL" };
        var newTest = new Option<string[]>("--new-test") { Description = "A year in which the test was exchanged: growth is not told across the change.", HelpName = "YEAR", DefaultValueFactory = _ => [] };
        var columns = new Option<string[]>("--column") { Description = "What a column is called where it is not usual: id, year, grade, subject, score or error.", HelpName = "PART=NAME", DefaultValueFactory = _ => [] };
        var error = new Option<double?>("--error") { Description = "The test's standard error of measurement in points, for scores of which no column tells one; gives every percentile an interval.", HelpName = "POINTS" };
        var targets = new Option<string[]>("--target") { Description = "The score of proficiency in a grade, as 6=2531 or Mathematics:6=2531; tells how much growth it takes. Once per grade.", HelpName = "GRADE=SCORE", DefaultValueFactory = _ => [] };
        var command = new Command("growth", "Tell student growth percentiles, 1 to 99, of a table of scores.") { table, output, priors, group, newTest, columns, error, targets };
        line.Here(command, (bench, stop) => Run(bench, bench.PathOf(bench.Value(table)), bench.Value(output) is { } named ? bench.PathOf(named) : null, new GrowthOptions
        {
            MostPriors = bench.Value(priors),
            Group = bench.Value(group),
            Error = bench.Value(error),
            NewTests = [.. (bench.Value(newTest) ?? []).Select(Year)],
            Targets = (bench.Value(targets) ?? []).Select(Target).ToDictionary(t => t.Of, t => t.Score),
            Columns = (bench.Value(columns) ?? []).Select(Named).ToDictionary(c => c.Part, c => c.Name, StringComparer.OrdinalIgnoreCase),
        }, stop));
        return command;
    }

    static int Run(Bench bench, string path, string? output, GrowthOptions options, CancellationToken stop)
    {
        var progress = bench.Progress();
        var result = GrowthRun.Tell(TableFile.Read(path), options, progress, stop);
        progress.Clear();
        if (output is not null)
            OwnFile.Write(output, stream => WriteRows(stream, result));
        if (output is null)
            bench.Answer(result, words => Write(words, result));
        else
            bench.Answer(new { file = output, rows = result.Rows.Count, result.Cohorts, result.Pooled, result.Groups, result.Warnings, result.Seconds }, words => Write(words, result));
        return ExitCode.Done;
    }

    static void WriteRows(Stream stream, GrowthResult result)
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        CsvText.Record(text, Header);
        foreach (var r in result.Rows)
            CsvText.Record(text, [r.Id, r.Year, r.Grade, r.Subject, r.Score, r.Sgp, r.Priors, r.Low, r.High, r.Outlook?.Low, r.Outlook?.Median, r.Outlook?.High, r.Outlook?.Target, r.Outlook?.Years, r.Outlook?.Needed, r.Note]);
    }

    static void Write(TextWriter words, GrowthResult result)
    {
        Words.Table(words, ["subject", "year", "grade", "students", "told", "median", "between", "largest deviation", "why none"], result.Cohorts.Select(c => new[]
        {
            c.Subject, c.Year, c.Grade, Words.Of(c.Students), Words.Of(c.Told), Median(c.Median), Between(c.Median),
            c.Uniformity is { } u ? Three(u.LargestDeviation) + (u.IsWithinChance ? "" : " too far") : "", c.Reason ?? "",
        }));
        if (result.Groups.Count > 0)
            Words.Table(words, ["group", "students", "median", "between"], result.Groups.Select(g => new[] { $"{g.Column} {g.Value}", Words.Of(g.Students), g.Median is null ? "too few" : Median(g.Median), Between(g.Median) }));
        if (result.Pooled is { } pooled)
        {
            words.WriteLine($"By tenth of prior scores, the share of each fifth of percentiles (a fifth each if growth says the same of all); largest deviation {Three(pooled.LargestDeviation)}:");
            Words.Table(words, ["tenth", "students", "1-19", "20-39", "40-59", "60-79", "80-99"], pooled.Deciles.Select(d => (IReadOnlyList<string>)[Words.Of(d.Decile), Words.Of(d.Students), .. d.Shares.Select(Three)]));
        }
        var aimed = result.Rows.Where(r => r.Outlook?.Needed is not null).ToList();
        if (aimed.Count > 0)
            words.WriteLine($"{Words.Of(aimed.Count)} scores of the newest year have a target ahead: {Words.Of(aimed.Count(r => r.Outlook!.Needed <= GrowthOutlook.HighGrowth))} reach it with usual growth (a percentile of {GrowthOutlook.HighGrowth} or less kept up), {Words.Of(aimed.Count(r => r.Outlook!.Needed > 99))} not even with the highest.");
        foreach (var (note, count) in result.Rows.Where(r => r.Note is not null).GroupBy(r => r.Note!, StringComparer.Ordinal).Select(g => (g.Key, g.Count())).OrderByDescending(n => n.Item2))
            words.WriteLine($"{Words.Of(count)} scores have no percentile: {note}.");
        foreach (var warning in result.Warnings)
            words.WriteLine($"Note: {warning}");
    }

    static SchoolYear Year(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ends) && ends is > 1900 and < 2200 ? new SchoolYear(ends)
        : SchoolYear.TryParse(text, out var year) ? year : throw new CommandProblem(ExitCode.Usage, $"'{text}' is no school year. Write it as 2024 or 2023-24.");

    static (string Part, string Name) Named(string text) => text.Split('=', 2) is [var part, var name]
        ? (part, name)
        : throw new CommandProblem(ExitCode.Usage, "Say which column is what, as --column score=MATH_SS.");

    static ((string Subject, int Grade) Of, double Score) Target(string text)
    {
        var parts = text.Split('=', 2);
        var of = parts[0].Split(':');
        return parts.Length == 2 && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && GradeLevel.TryParse(of[^1], out var grade) && grade.Number is { } number
            ? ((of.Length > 1 ? of[0] : "", number), score)
            : throw new CommandProblem(ExitCode.Usage, $"'{text}' is no target. Write the grade and its score, as 6=2531 or Mathematics:6=2531.");
    }

    static string Median(MedianGrowth? median) => median?.Median.ToString("0.#", CultureInfo.InvariantCulture) ?? "";

    static string Between(MedianGrowth? median) => median is { } m ? $"{m.Low} to {m.High}" : "";

    static string Three(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
