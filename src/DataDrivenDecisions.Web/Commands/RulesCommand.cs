using System.CommandLine;
using System.Text.Json;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Indicators.Mastery;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>rules list|versions|set|usual</c>: by which early-warning thresholds and which rule of mastery a district judges.</summary>
static class RulesCommand
{
    const long MostBytes = 64 * 1024;

    static readonly string[] MasteryNames = ["rule", "mastered", "fewest"];

    public static Command Make(CommandLine line) => new("rules", "Show or set by which thresholds and which rule of mastery the district judges.") { List(line), Versions(line), Set(line), Usual(line) };

    static Command List(CommandLine line)
    {
        var command = new Command("list", "Show the rules in force, in words and as a file for 'rules set' would say them.");
        line.BesideService(command, (bench, _) => Tell(bench, DistrictRules.Of(bench.Records, bench.DistrictSlug())));
        return command;
    }

    static Command Versions(CommandLine line)
    {
        var command = new Command("versions", "List every version that was set, the newest first, with who set it.");
        line.BesideService(command, (bench, _) =>
        {
            var history = DistrictRules.Of(bench.Records, bench.DistrictSlug()).History.ToList();
            bench.Answer(history.Select(h => new { h.Kind, h.Version.Version, h.Version.At, h.Version.By, rule = h.Words, isUsual = h.Version.Content is null }),
                words => Words.Table(words, ["kind", "version", "set", "by", "what"], history.Select(h => new[] { h.Kind, Words.Of(h.Version.Version), Words.Of(h.Version.At), h.Version.By, h.Words })));
            return ExitCode.Done;
        });
        return command;
    }

    static Command Set(CommandLine line)
    {
        var (kind, file) = (Kind(), new Argument<string>("file") { Description = "A JSON file of one object, such as {\"missed-concern\": 12, \"grade-points-concern\": 2.0}. What it leaves out stays as it is; null takes a limit of grade points out." });
        var command = new Command("set", "Set the thresholds or the rule of mastery from a JSON file. Holds from the next night on; older nights keep theirs.") { kind, file };
        line.BesideService(command, (bench, _) =>
        {
            var rules = DistrictRules.Of(bench.Records, bench.DistrictSlug());
            var given = Read(bench.PathOf(bench.Value(file)), bench.Value(kind) == RuleBook.Abc ? [.. OwnThresholds.Names] : MasteryNames);
            return Keep(bench, rules, bench.Value(kind), Content(rules, bench.Value(kind), given));
        });
        return command;
    }

    static Command Usual(CommandLine line)
    {
        var kind = Kind();
        var command = new Command("usual", "Bring back what is usual, from the next night on.") { kind };
        line.BesideService(command, (bench, _) => Keep(bench, DistrictRules.Of(bench.Records, bench.DistrictSlug()), bench.Value(kind), null));
        return command;
    }

    static Argument<string> Kind()
    {
        var kind = new Argument<string>("kind") { Description = "abc for early-warning thresholds, mastery for the rule of mastery." };
        kind.AcceptOnlyFromAmong(RuleBook.Abc, RuleBook.Mastery);
        return kind;
    }

    static int Keep(Bench bench, DistrictRules rules, string kind, string? content)
    {
        var slug = bench.DistrictSlug();
        if (rules.Keep(bench.Records, slug, kind, content, bench.Operator))
            bench.Records.Audit.Write(bench.Operator, "rule set", $"{slug} {kind} {content ?? "usual"}");
        return Tell(bench, DistrictRules.Of(bench.Records, slug));
    }

    static int Tell(Bench bench, DistrictRules rules)
    {
        var thresholds = (rules.Own ?? new OwnThresholds()).Typed().Where(t => rules.Own is not null && t.Value.Length > 0).ToDictionary(t => t.Key, t => JsonDocument.Parse(t.Value).RootElement, StringComparer.Ordinal);
        var mastery = rules.Mastery;
        bench.Answer(
            new { abc = new { isOwn = rules.Own is not null, words = rules.AbcWords, thresholds }, mastery = new { isOwn = rules.OwnMastery is not null, words = rules.MasteryWords, rule = mastery.InForce.Name, mastered = mastery.MasteredPercent, fewest = mastery.FewestScores } },
            words => Words.Table(words, ["kind", "in force", "what"], [[RuleBook.Abc, rules.Own is null ? "usual" : "own", rules.AbcWords], [RuleBook.Mastery, rules.OwnMastery is null ? "usual" : "own", rules.MasteryWords]]));
        return ExitCode.Done;
    }

    static string Content(DistrictRules rules, string kind, Dictionary<string, string> given)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        Dictionary<string, string> typed = kind == RuleBook.Abc ? (rules.Own ?? new OwnThresholds()).Typed()
            : new(StringComparer.Ordinal) { ["rule"] = rules.Mastery.InForce.Name, ["mastered"] = Words.Of(rules.Mastery.MasteredPercent), ["fewest"] = Words.Of(rules.Mastery.FewestScores) };
        foreach (var (name, text) in given)
            typed[name] = text;
        var content = kind == RuleBook.Abc ? OwnThresholds.Parse(typed, problems)?.Write() : OwnMastery.Parse(typed["rule"], typed["mastered"], typed["fewest"], problems)?.Write();
        return content ?? throw new CommandProblem(ExitCode.Usage, $"Nothing was set. {string.Join(" ", problems.Values)}");
    }

    /// <summary>The limits of the file as people would type them.</summary>
    static Dictionary<string, string> Read(string path, IReadOnlyList<string> names)
    {
        if (!File.Exists(path))
            throw new CommandProblem(ExitCode.Usage, $"There is no file {path}.");
        if (new FileInfo(path).Length > MostBytes)
            throw new CommandProblem(ExitCode.Usage, $"Nothing was set. {path} is too large to be a file of rules.");
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllText(path));
            if (file.RootElement.ValueKind != JsonValueKind.Object)
                throw new CommandProblem(ExitCode.Usage, $"Nothing was set. {path} must hold one JSON object, such as {{\"{names[0]}\": …}}.");
            var given = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var limit in file.RootElement.EnumerateObject())
            {
                if (!names.Contains(limit.Name, StringComparer.Ordinal))
                    throw new CommandProblem(ExitCode.Usage, $"Nothing was set. There is no '{limit.Name}' to set; there are {string.Join(", ", names)}.");
                if (limit.Value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String or JsonValueKind.Null))
                    throw new CommandProblem(ExitCode.Usage, $"Nothing was set. '{limit.Name}' takes one number or one word.");
                if (!given.TryAdd(limit.Name, limit.Value.ToString()))
                    throw new CommandProblem(ExitCode.Usage, $"Nothing was set. '{limit.Name}' stands in the file twice.");
            }

            return given;
        }
        catch (JsonException wrong)
        {
            throw new CommandProblem(ExitCode.Usage, $"Nothing was set. {path} is not JSON: {wrong.Message}");
        }
    }
}
