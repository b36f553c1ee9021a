using System.CommandLine;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>import PATH…</c>: takes in a file, a zip or a folder, each delivery whole or not at all.</summary>
static class ImportCommand
{
    public static Command Make(CommandLine line)
    {
        var paths = new Argument<string[]>("path") { Description = "Files, zips or folders; each is one delivery.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string?>("--format") { Description = "Read every file as this format instead of recognising it by its header.", HelpName = "F" };
        var profile = new Option<string?>("--profile") { Description = "Read every file as this mapping profile says: a JSON file, or the name of a saved mapping.", HelpName = "F.json" };
        var source = new Option<string?>("--source") { Description = "The name of where it comes from.", HelpName = "S" };
        var year = new Option<string?>("--school-year") { Description = "The school year of rows that do not say theirs: 2025-26.", HelpName = "Y" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen and change nothing." };
        var command = new Command("import", "Import files, zips or folders, and say row by row what was not taken.") { paths, format, profile, source, year, dryRun };
        line.BesideService(command, (bench, stop) => Run(bench, bench.Value(paths), new ImportOptions
        {
            By = bench.Operator,
            Format = FormatOf(bench.Value(format)),
            Mapping = bench.Value(profile) is { } mapping ? MappingOf(bench, mapping) : null,
            Source = bench.Value(source),
            Year = YearOf(bench.Value(year)),
            DryRun = bench.Value(dryRun),
        }, stop));
        return command;
    }

    static int Run(Bench bench, IReadOnlyList<string> paths, ImportOptions options, CancellationToken stop) => Run(bench, (district, progress) =>
    {
        var reports = district.Importer.Import([.. paths.Select(bench.PathOf)], options with { Archive = options.DryRun ? null : district.Folder.Archive }, progress, stop);
        if (!options.DryRun)
            bench.Records.Audit.Write(bench.Operator, "import", string.Join(", ", reports.Select(r => r.File)));
        return reports;
    });

    /// <summary>Does an import in the district that is meant, with progress, and answers with a report per data file.</summary>
    internal static int Run(Bench bench, Func<District, IProgress<ImportProgress>, IReadOnlyList<ImportReport>> import)
    {
        var progress = bench.Progress();
        var reports = import(bench.District(), progress);
        progress.Clear();
        bench.Answer(reports.Select(ImportAnswer.Json), words => ImportAnswer.Write(words, reports));
        return ImportReport.ExitCode(reports);
    }

    static string? FormatOf(string? name)
    {
        if (name is null || Format.All.Any(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase)))
            return name;
        throw new CommandProblem(ExitCode.Usage, $"There is no format '{name}'. The formats are: {string.Join("; ", Format.All.Select(f => f.Name))}.");
    }

    static MappedFormat MappingOf(Bench bench, string named)
    {
        if (bench.Records.Mappings.Find(bench.DistrictSlug(), named) is { } kept)
            return new MappedFormat(ProfileFile.Parse(named, kept.Profile));
        return new MappedFormat(MappingCommand.Read(bench.PathOf(named)));
    }

    static SchoolYear? YearOf(string? text)
    {
        if (text is null)
            return null;
        return SchoolYear.TryParse(text, out var year)
            ? year
            : throw new CommandProblem(ExitCode.Usage, $"'{text}' is not a school year. Write it as 2025-26, or as the year in which it ends: 2026.");
    }
}
