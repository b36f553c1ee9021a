using System.CommandLine;
using DataDrivenDecisions.Importing.Quality;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>quality list|show RULE|reconcile FILE</c>: what the checks of data quality find now, and how our counts compare with others.</summary>
static class QualityCommand
{
    /// <summary>So many records are shown on a terminal; JSON holds all of them.</summary>
    const int MostShown = 200;

    public static Command Make(CommandLine line) => new("quality", "List the checks of data quality with what each finds now, show one with its records, or compare counts.") { List(line), Show(line), ReconcileCommand.Make(line) };

    static Command List(CommandLine line)
    {
        var command = new Command("list", "Run every check and count what it finds.");
        line.BesideService(command, (bench, stop) =>
        {
            var district = bench.District();
            var checks = Checks(bench, district, QualityRule.All, stop);
            bench.Answer(checks.Select(Json), words => Words.Table(words, ["rule", "severity", "open", "accepted", "owner", "title"], checks
                .OrderByDescending(c => c.Open.Count > 0).ThenByDescending(c => c.Rule.Severity).ThenByDescending(c => c.Open.Count)
                .Select(c => new[] { c.Rule.Name, QualityWords.Of(c.Rule.Severity), Words.Of(c.Open.Count), Words.Of(c.Accepted), QualityWords.Of(c.Rule.Owner), c.Rule.Title })));
            return ExitCode.Done;
        });
        return command;
    }

    static Command Show(CommandLine line)
    {
        var name = new Argument<string>("rule") { Description = "The check's short name, as 'quality list' shows it." };
        var command = new Command("show", "Show the records that one check finds, by their ids, and how to fix them.") { name };
        line.BesideService(command, (bench, stop) =>
        {
            var rule = QualityRule.Named(bench.Value(name)) ?? throw new CommandProblem(ExitCode.Usage, $"There is no check '{bench.Value(name)}'. List them with 'quality list'.");
            var district = bench.District();
            var check = Checks(bench, district, [rule], stop)[0];
            bench.Records.Audit.Write(bench.Operator, "quality shown", $"{district.Slug} {rule.Name}");
            bench.Answer(new
            {
                check = Json(check), rule.Fix,
                records = check.Open.Select(f => new { f.RecordId, f.StudentKey, f.StudentId, f.SchoolId, f.SchoolName, f.Item, f.Day, f.Detail }),
            }, words =>
            {
                words.WriteLine($"{rule.Title}: {check.Open.Count} open, {check.Accepted} accepted. {rule.Question}");
                Words.Table(words, ["record", "school", "what"], check.Open.Take(MostShown).Select(f => new[] { f.RecordId, f.SchoolName ?? "", f.Detail }));
                if (check.Open.Count > MostShown)
                    words.WriteLine($"… and {check.Open.Count - MostShown} more; --json holds all of them.");
                words.WriteLine($"PowerSchool: {rule.Fix.PowerSchool}");
                words.WriteLine($"Infinite Campus: {rule.Fix.InfiniteCampus}");
                words.WriteLine($"Skyward: {rule.Fix.Skyward}");
            });
            return ExitCode.Done;
        });
        return command;
    }

    static List<Check> Checks(Bench bench, District district, IReadOnlyList<QualityRule> rules, CancellationToken stop)
    {
        var look = QualityLook.Of(district.Warehouse, Warehouse.Viewer.Operator(bench.Operator["operator:".Length..]), district.Today);
        var accepted = bench.Records.Quality.Accepted(district.Slug).Select(a => (a.Rule, a.RecordId)).ToHashSet();
        return [.. rules.Select(rule =>
        {
            var found = rule.Find(look, stop);
            var open = found.Where(f => !accepted.Contains((f.Rule, f.RecordId))).ToList();
            return new Check(rule, open, found.Count - open.Count);
        })];
    }

    static object Json(Check c) => new { rule = c.Rule.Name, c.Rule.Title, c.Rule.Question, c.Rule.Severity, c.Rule.Owner, open = c.Open.Count, c.Accepted };

    sealed record Check(QualityRule Rule, IReadOnlyList<QualityFinding> Open, int Accepted);
}
