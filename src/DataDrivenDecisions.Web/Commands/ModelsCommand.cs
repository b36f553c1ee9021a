using System.CommandLine;
using System.Text.Json;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>models list|show</c>: the cards of the models: how they were trained, examined and decided about.</summary>
static class ModelsCommand
{
    public static Command Make(CommandLine line) => new("models", "List the models' nights, or show a model's card.") { List(line), Show(line) };

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
            var card = bench.Records.Models.List(bench.DistrictSlug()).FirstOrDefault(c => name is null || c.Model == name)
                ?? throw new CommandProblem(ExitCode.Usage, "There is no model card yet. Run 'analyze' once the data of two school years is imported.");
            using var parsed = JsonDocument.Parse(card.Card);
            bench.Answer(new { card.Model, card.AsOf, card.Published, card = parsed.RootElement }, words =>
            {
                words.WriteLine($"{card.Model}, as of {Words.Of(card.AsOf)}: {(card.Published ? "published" : "not published")}");
                words.WriteLine(JsonSerializer.Serialize(parsed.RootElement, Json.Options));
            });
            return ExitCode.Done;
        });
        return command;
    }
}
