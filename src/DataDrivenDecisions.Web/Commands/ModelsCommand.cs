using System.CommandLine;
using System.Text.Json;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>models list|show|ask|agree|end</c>: the cards of the models: how they were trained, examined and decided about.</summary>
static class ModelsCommand
{
    public static Command Make(CommandLine line) => new("models", "List the models' nights, or show a model's card.") { List(line), Show(line), Ask(line), Agree(line), End(line) };

    static readonly Argument<string> Named = new("model") { Description = "The model's short name." };

    static Command Ask(CommandLine line)
    {
        var reason = new Option<string>("--reason") { Description = "Why it should be shown though a gate was not passed; it stands on the card.", Required = true };
        var command = new Command("ask", "Ask that a model be shown though it did not pass a gate; somebody else must agree.") { Named, reason };
        line.BesideService(command, (bench, _) => Decide(bench, (district, model) => ModelDecision.Ask(district, model, bench.Value(reason)!, bench.Operator), "Asked. Somebody else must agree before it holds."));
        return command;
    }

    static Command Agree(CommandLine line)
    {
        var command = new Command("agree", "Agree to what somebody else asked for.") { Named };
        line.BesideService(command, (bench, _) => Decide(bench, (district, model) => ModelDecision.Agree(district, model, bench.Operator), "Agreed. It holds from the next analysis on."));
        return command;
    }

    static Command End(CommandLine line)
    {
        var command = new Command("end", "End what was asked for or decided about a model.") { Named };
        line.BesideService(command, (bench, _) => Decide(bench, (district, model) => ModelDecision.End(district, model, bench.Operator), "Ended. The model's own gates hold from the next analysis on."));
        return command;
    }

    static int Decide(Bench bench, Func<District, string, string?> decide, string done)
    {
        var model = bench.Value(Named)!;
        if (decide(bench.District(), model) is { } trouble)
            throw new CommandProblem(ExitCode.Refused, trouble);
        bench.Answer(new { model, done }, words => words.WriteLine(done));
        return ExitCode.Done;
    }


    static Command List(CommandLine line)
    {
        var command = new Command("list", "List the model cards, the latest night first.");
        line.Here(command, (bench, _) =>
        {
            var cards = bench.Records.Models.List(bench.DistrictSlug());
            bench.Answer(cards.Select(c => new { c.Model, c.AsOf, c.MadeAt, c.Published }), words => Words.Table(words, ["model", "as of", "made", "published"],
                cards.Select(c => new[] { c.Model, Words.Of(c.AsOf), Words.Of(c.MadeAt), c.Published ? "yes" : "no" })));
            return ExitCode.Done;
        });
        return command;
    }

    static Command Show(CommandLine line)
    {
        var model = new Argument<string?>("model") { Description = "The model's short name; the latest card of any without it.", DefaultValueFactory = _ => null, Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("show", "Show the latest card of a model.") { model };
        line.Here(command, (bench, _) =>
        {
            var name = bench.Optional(model);
            if (name is not null && Model.All.All(m => m.Name != name))
                throw new CommandProblem(ExitCode.Usage, $"There is no model {name}. Use one of: {string.Join(", ", Model.All.Select(m => m.Name))}.");
            var card = bench.Records.Models.List(bench.DistrictSlug()).FirstOrDefault(c => name is null || c.Model == name)
                ?? throw new CommandProblem(ExitCode.Usage, "There is no model card yet. Run 'analyze' once the data of two school years is imported.");
            using var parsed = JsonDocument.Parse(card.Card);
            bench.Answer(new { card.Model, card.AsOf, card.Published, card = parsed.RootElement }, words =>
            {
                words.WriteLine($"{card.Model}, as of {Words.Of(card.AsOf)}: {(card.Published ? "published" : "not published")}");
                if (ModelCard.FromJson(card.Card) is { } read)
                    CardWords.Write(words, read, bench.Records.Overrides.Of(bench.DistrictSlug(), card.Model));
            });
            return ExitCode.Done;
        });
        return command;
    }
}
