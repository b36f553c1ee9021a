using System.CommandLine;
using System.Globalization;
using DataDrivenDecisions.Importing.Quality;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>analyze</c>: the nightly analysis now: every indicator and model for every student, published for the pages.</summary>
static class AnalyzeCommand
{
    public static Command Make(CommandLine line)
    {
        var asOf = new Option<string?>("--as-of") { Description = "Judge as of this day, from all that is known by now about the time until then. Default: the district's day.", HelpName = "DATE" };
        var only = new Option<string?>("--only") { Description = "indicators, models, growth, mastery, quality, or several with commas between.", HelpName = "PARTS" };
        var full = new Option<bool>("--full") { Description = "Derive everything anew and count every student's days one by one, whatever was kept from load to load." };
        var command = new Command("analyze", "Judge every student by every indicator and model, and publish the results.") { asOf, only, full };
        line.BesideService(command, (bench, stop) =>
        {
            var parts = PartsOf(bench.Value(only)) | (bench.Value(full) ? AnalysisParts.Anew : AnalysisParts.None);
            var day = Words.Day(bench.Value(asOf));
            var district = bench.District();
            if (day > district.Today)
                throw new CommandProblem(ExitCode.Usage, $"{Words.Of(day.Value)} has not come yet; the district's day is {Words.Of(district.Today)}. A night can be judged once its day is there.");
            var report = NightlyAnalysis.Run(district, day ?? district.Today, parts, bench.Progress(), stop);
            bench.Records.Audit.Write(bench.Operator, "analyze", $"{district.Slug} {Words.Of(report.AsOf)}");
            bench.Answer(Json(report), words => Write(words, report));
            return ExitCode.Done;
        });
        return command;
    }

    internal static object Json(AnalysisReport r) => new
    {
        r.AsOf, r.StudentsJudged, r.CountedByDays, r.NightsForgotten, r.Findings, r.StudentsScored, models = r.Models.Select(Json),
        r.GrowthTold, r.GrowthNotTold, r.StandardsTold, qualityFindings = r.Quality?.Open, qualityChecksOpen = r.Quality?.NeedSomeone, qualityChecksNotDone = r.Quality?.NotDone.Select(c => c.Name),
        stages = r.Stages.Select(s => new { s.Stage, seconds = Words.Rounded(s.Seconds) }),
    };

    internal static object Json(ModelReport m) => new
    {
        m.Model, m.Scored, auc = Digits(m.Auc), ruleAuc = Digits(m.RuleAuc), calibrationError = Digits(m.CalibrationError), m.Published, m.Reason,
    };

    internal static void Write(TextWriter words, AnalysisReport report)
    {
        words.WriteLine($"As of {Words.Of(report.AsOf)}: {report.StudentsJudged} students judged, {report.CountedByDays} of them counted day by day, {report.Findings} findings.");
        if (report.NightsForgotten > 0)
            words.WriteLine($"{report.NightsForgotten} old {(report.NightsForgotten == 1 ? "night" : "nights")} thinned out; 'nights' shows which are kept.");
        foreach (var model in report.Models)
            words.WriteLine($"{model.Model}: {model.Scored} students scored; AUC {Shown(model.Auc)} against {Shown(model.RuleAuc)} of the rule. {model.Reason}");
        if (report is { GrowthTold: { } told, GrowthNotTold: { } untold })
            words.WriteLine($"Growth: {told} scores of this and the last year have a percentile, {untold} have none; the growth page says why.");
        if (report.StandardsTold is > 0 and var standards)
            words.WriteLine($"Mastery: {standards} standards of students have evidence this year.");
        if (report.Quality is { } quality)
            words.WriteLine($"Data quality: {quality.NeedSomeone} of {QualityRule.All.Count} checks need someone, {quality.Open} records; 'quality list' shows them.{(quality.Lack is { } lack ? " " + lack : "")}");
    }

    static string Shown(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";

    static double? Digits(double? value) => value is { } v ? Math.Round(v, 4) : null;

    static AnalysisParts PartsOf(string? text)
    {
        if (text is null)
            return AnalysisParts.All;
        var parts = AnalysisParts.None;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            parts |= part switch
            {
                "indicators" => AnalysisParts.Indicators,
                "models" => AnalysisParts.Models,
                "quality" => AnalysisParts.Quality,
                "mastery" => AnalysisParts.Mastery,
                "growth" => AnalysisParts.Growth,
                _ => throw new CommandProblem(ExitCode.Usage, $"There is no part '{part}'. The parts are indicators, models, growth, mastery and quality."),
            };
        }
        return parts;
    }
}
