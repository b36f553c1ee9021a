using System.CommandLine;
using System.Globalization;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Indicators.Mastery;
using DataDrivenDecisions.Predicting.Mastery;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>mastery TABLE.csv</c>: what students know of which skill, by five rules that schools use and two models of learning.</summary>
static class MasteryCommand
{
    static readonly string[] Header = ["student", "skill", "evidence", "newest", .. MasteryRule.All.Select(r => r.Name.Replace('-', '_')), "chance_known", "chance_next", "state"];

    public static Command Make(CommandLine line)
    {
        var table = new Argument<string>("table") { Description = "A CSV file: student, skill, when, score (with a column of the most points, a share, or right and wrong)." };
        var output = new Option<string?>("--out") { Description = "Write every student and skill to this CSV file.", HelpName = "FILE" };
        var rule = new Option<string>("--rule") { Description = $"The rule that makes the state: {string.Join(", ", MasteryRule.All.Select(r => r.Name))}.", HelpName = "RULE", DefaultValueFactory = _ => MasteryRule.All[0].Name };
        var mastered = new Option<decimal>("--mastered") { Description = "The share of points from which on a skill is mastered.", HelpName = "SHARE", DefaultValueFactory = _ => new MasteryLine().Mastered };
        var fewest = new Option<int>("--fewest") { Description = "Pieces of evidence below which nothing is said.", HelpName = "N", DefaultValueFactory = _ => new MasteryLine().FewestOutcomes };
        var most = new Option<decimal?>("--most") { Description = "The most points of a score, where no column says it.", HelpName = "POINTS" };
        var columns = new Option<string[]>("--column") { Description = "What a column is called where it is not usual: student, skill, when, score or most.", HelpName = "PART=NAME", DefaultValueFactory = _ => [] };
        var command = new Command("mastery", "Tell what students have mastered, of a table of scores by skill.") { table, output, rule, mastered, fewest, most, columns };
        line.Here(command, (bench, stop) =>
        {
            var inForce = MasteryRule.Called(bench.Value(rule) ?? "") ?? throw new CommandProblem(ExitCode.Usage, $"There is no such rule. The rules are {string.Join(", ", MasteryRule.All.Select(r => r.Name))}.");
            if (bench.Value(mastered) is <= 0 or > 1 || bench.Value(fewest) < 1 || bench.Value(most) is <= 0)
                throw new CommandProblem(ExitCode.Usage, "The share of mastery lies above 0 and up to 1, the fewest pieces of evidence are 1 or more, and the most points above 0.");
            var limits = new MasteryLine { Mastered = bench.Value(mastered), FewestOutcomes = bench.Value(fewest) };
            var read = SkillTable.Read(TableFile.Read(bench.PathOf(bench.Value(table))), (bench.Value(columns) ?? []).Select(Named).ToDictionary(c => c.Part, c => c.Name, StringComparer.OrdinalIgnoreCase), bench.Value(most));
            var models = SkillModels.Fit(read.Outcomes, limits.IsSuccess, stop);
            var rows = StudentMastery.Of(read.Outcomes, models, limits, inForce);
            if (bench.Value(output) is { } named)
                OwnFile.Write(bench.PathOf(named), stream => WriteRows(stream, rows));
            bench.Answer(new
            {
                rule = inForce.Name, limits.Mastered, limits.FewestOutcomes, read.Most, skills = models.Fits, models.Accuracy, read.Warnings,
                rows = bench.Value(output) is null ? rows.Select(Json) : null,
            }, words => Write(words, read, models, rows, inForce));
            return ExitCode.Done;
        });
        return command;
    }

    static object Json(StudentMastery m) => new
    {
        m.Student, m.Skill, evidence = m.Outcomes, m.Newest, rules = MasteryRule.All.Zip(m.Rules).ToDictionary(r => r.First.Name, r => r.Second),
        chanceKnown = Digits(m.Chance?.Knows), chanceNext = Digits(m.Chance?.Next), state = MasteryLine.Word(m.State),
    };

    static void WriteRows(Stream stream, IReadOnlyList<StudentMastery> rows)
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        CsvText.Record(text, Header);
        foreach (var m in rows)
            CsvText.Record(text, [m.Student, m.Skill, m.Outcomes, m.Newest, .. m.Rules.Select(r => (object?)r), Digits(m.Chance?.Knows), Digits(m.Chance?.Next), MasteryLine.Word(m.State)]);
    }

    static void Write(TextWriter words, SkillTable read, SkillModels models, IReadOnlyList<StudentMastery> rows, MasteryRule rule)
    {
        words.WriteLine($"{Words.Of(read.Outcomes.Count)} pieces of evidence, {Words.Of(rows.Select(r => r.Student).Distinct(StringComparer.Ordinal).Count())} students, state by {rule.Title.ToLowerInvariant()}.");
        var states = rows.ToLookup(r => r.Skill, StringComparer.Ordinal);
        Words.Table(words, ["skill", "students", "evidence", "mastered", "growing", "not yet assessed", "knew it", "learns", "slips", "guesses", "per success", "per failure", "why no model"], models.Fits.Select(f => new[]
        {
            f.Skill, Words.Of(f.Students), Words.Of(f.Tries), Counted(states[f.Skill], MasteryState.Mastered), Counted(states[f.Skill], MasteryState.Growing), Counted(states[f.Skill], MasteryState.NotYetAssessed),
            Two(f.Tracing?.Known), Two(f.Tracing?.Learn), Two(f.Tracing?.Slip), Two(f.Tracing?.Guess), Two(f.Factors?.PerSuccess), Two(f.Factors?.PerFailure), f.Reason ?? "",
        }));
        if (models.Accuracy is { } a)
            words.WriteLine($"The next of {Words.Of(a.Tries)} tries, foretold for students whom the models had not seen: AUC {Three(a.TracingAuc)} by knowledge tracing, {Three(a.FactorsAuc)} by performance factors, {Three(a.RateAuc)} by the skill's rate alone; Brier score {Three(a.TracingBrier)}, {Three(a.FactorsBrier)}, {Three(a.RateBrier)}.");
        foreach (var warning in read.Warnings)
            words.WriteLine($"Note: {warning}");
    }

    static string Counted(IEnumerable<StudentMastery> rows, MasteryState state) => Words.Of(rows.Count(r => r.State == state));

    static (string Part, string Name) Named(string text) => text.Split('=', 2) is [var part, var name]
        ? (part, name)
        : throw new CommandProblem(ExitCode.Usage, "Say which column is what, as --column score=POINTS.");

    static double? Digits(double? value) => value is { } v ? Math.Round(v, 4) : null;

    static string Two(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    static string Three(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
