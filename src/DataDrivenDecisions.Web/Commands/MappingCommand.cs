using System.CommandLine;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Importing.Mapping.Detecting;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>mapping suggest|list|show|save|retire</c>: how the district reads exports that no format knows.</summary>
static class MappingCommand
{
    static readonly Argument<string> Named = new("name") { Description = "The mapping's name, as 'mapping list' shows it." };

    public static Command Make(CommandLine line) => new("mapping", "Suggest, list, show, save or retire the district's own mappings for files that no format knows.")
    {
        Suggest(line), List(line), Show(line), Save(line), Retire(line),
    };

    /// <summary>The profile of a file.</summary>
    internal static MappingProfile Read(string path)
    {
        if (!File.Exists(path))
            throw new CommandProblem(ExitCode.Usage, "There is no such mapping profile, neither saved under that name nor as a file. List the saved ones with 'mapping list'.");
        return ProfileFile.Parse(Path.GetFileName(path), File.ReadAllText(path));
    }

    static Command Suggest(CommandLine line)
    {
        var file = new Argument<string>("file") { Description = "A CSV, text or .xlsx file, or a zip that holds one." };
        var outFile = new Option<string?>("--out") { Description = "Write the suggested profile to this file instead of standard output.", HelpName = "F.json" };
        var sheet = new Option<string?>("--sheet") { Description = "The sheet of a workbook.", HelpName = "NAME" };
        var kind = new Option<string?>("--kind") { Description = $"What its rows are about: {string.Join(", ", ContentKind.All.Select(k => k.Name))}.", HelpName = "K" };
        var command = new Command("suggest", "Look at a file that no format knows, or that one reads otherwise than you mean it, and suggest a mapping profile, with a question for what is not sure.") { file, outFile, sheet, kind };
        line.BesideService(command, (bench, _) =>
        {
            var said = new LookOptions { Sheet = bench.Value(sheet), Kind = bench.Value(kind) is { } named ? KindOf(named) : null };
            var path = bench.PathOf(bench.Value(file));
            var suggestion = MappingSuggester.Suggest(path, null, RosterLook.Of(bench.District().Warehouse), said);
            var text = ProfileText.Of(suggestion.Profile);
            if (bench.Value(outFile) is { } to)
                File.WriteAllText(bench.PathOf(to), text);
            bench.Answer(Json(suggestion), words => Write(bench, words, suggestion, bench.Value(outFile) is null ? text : null));
            return ExitCode.Done;
        });
        return command;
    }

    static ContentKind KindOf(string name) => ContentKind.Find(name)
        ?? throw new CommandProblem(ExitCode.Usage, $"There is no kind of content '{name}'. The kinds are: {string.Join(", ", ContentKind.All.Select(k => k.Name))}.");

    static object Json(MappingSuggestion s) => new
    {
        file = s.Table.Name, s.Table.Rows, s.Table.Encoding, s.Table.Sheets,
        kinds = s.Kinds.Take(3).Select(k => new { kind = k.Kind.Name, k.Confidence }),
        fields = s.Fields.Select(f => new { field = f.Field.Name, f.Column, f.Confidence, f.Reason }),
        questions = s.Profile.Questions.Select(q => new { q.About, q.Ask, q.Answers }),
        s.Notes,
        profile = System.Text.Json.Nodes.JsonNode.Parse(ProfileText.Of(s.Profile)),
    };

    // The profile goes to standard output, and what is to be said about it beside it.
    static void Write(Bench bench, TextWriter words, MappingSuggestion s, string? profile)
    {
        if (profile is not null)
            words.Write(profile);
        Words.Table(bench.Err, ["field", "column", "sure", "why"], s.Fields.Select(f => new[] { f.Field.Name, f.Column, FormattableString.Invariant($"{f.Confidence:0.00}"), f.Reason }));
        foreach (var note in s.Notes)
            bench.Err.WriteLine($"Note: {note}");
        foreach (var question in s.Profile.Questions)
            bench.Err.WriteLine($"Question about \"{question.About}\": {question.Ask}{(question.Answers.Count == 0 ? "" : $" ({string.Join(", ", question.Answers)})")}");
        bench.Err.WriteLine(s.Profile.Questions.Count == 0
            ? "Nothing is open. Try it with 'import FILE --profile F.json --dry-run', then keep it with 'mapping save F.json'."
            : "Answer the questions in the profile, take them out of \"questions\", and try it with 'import FILE --profile F.json --dry-run'.");
    }

    static Command List(CommandLine line)
    {
        var command = new Command("list", "List the mappings in use.");
        line.Here(command, (bench, _) =>
        {
            var kept = bench.Records.Mappings.List(bench.DistrictSlug());
            bench.Answer(kept.Select(m => new { m.Id, m.Name, kind = SavedMappings.Format(m)?.Profile.Kind.Name, m.By, m.At, fault = SavedMappings.Fault(m) }), words => Words.Table(words, ["name", "what", "saved", "by"],
                kept.Select(m => new[] { m.Name, SavedMappings.Format(m)?.Profile.Kind.Title ?? SavedMappings.Fault(m)!, Words.Of(m.At), m.By })));
            return ExitCode.Done;
        });
        return command;
    }

    static Command Show(CommandLine line)
    {
        var command = new Command("show", "Write a saved mapping's profile to standard output.") { Named };
        line.Here(command, (bench, _) =>
        {
            bench.Out.Write(Find(bench).Profile);
            return ExitCode.Done;
        });
        return command;
    }

    static Command Save(CommandLine line)
    {
        var file = new Argument<string>("file") { Description = "The profile, a JSON file." };
        var command = new Command("save", "Save a profile: the next file with its header is read by it.") { file };
        line.Here(command, (bench, _) =>
        {
            var profile = new MappedFormat(Read(bench.PathOf(bench.Value(file)))).Profile;
            var district = bench.DistrictSlug();
            if (bench.Records.Mappings.Save(district, profile.Name, ProfileText.Of(profile), bench.Operator) is not { } id)
                throw new CommandProblem(ExitCode.Usage, $"A mapping named '{profile.Name}' is in use already. Retire it first, or change the name in the profile.");
            bench.Records.Audit.Write(bench.Operator, "mapping saved", profile.Name);
            bench.Answer(new { id, profile.Name }, words => words.WriteLine($"'{profile.Name}' is saved. The next file with that header needs no word."));
            return ExitCode.Done;
        });
        return command;
    }

    static Command Retire(CommandLine line)
    {
        var command = new Command("retire", "Take a mapping out of use; what it loaded stays.") { Named };
        line.Here(command, (bench, _) =>
        {
            var kept = Find(bench);
            bench.Records.Mappings.Retire(bench.DistrictSlug(), kept.Id, bench.Operator);
            bench.Records.Audit.Write(bench.Operator, "mapping retired", kept.Name);
            bench.Answer(new { kept.Id, kept.Name, state = "retired" }, words => words.WriteLine($"'{kept.Name}' is retired. Files with its header are not known any more."));
            return ExitCode.Done;
        });
        return command;
    }

    static KeptMapping Find(Bench bench) => bench.Records.Mappings.Find(bench.DistrictSlug(), bench.Value(Named))
        ?? throw new CommandProblem(ExitCode.Usage, $"There is no mapping '{bench.Value(Named)}' in use. List them with 'mapping list'.");
}
