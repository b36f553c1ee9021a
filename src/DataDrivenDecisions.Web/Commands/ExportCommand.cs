using System.CommandLine;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Exporting;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>export VIEW</c>: the rows of one documented view that the viewer may see, as CSV, Excel workbook or Parquet.</summary>
static class ExportCommand
{
    const string Csv = "csv";
    const string Workbook = "xlsx";
    const string Parquet = "parquet";
    const string Roster = "oneroster";
    const string EdFi = "edfi";
    const string Matrix = "matrix";

    public static Command Make(CommandLine line)
    {
        var view = new Argument<string>("view") { Description = "A documented view, such as seen.student, oneroster for a OneRoster 1.1 bundle, edfi for tables in Ed-Fi's words, or matrix for a line of figures for each student of the year; 'views' lists the views." };
        var format = new Option<string>("--format") { Description = "csv, xlsx or parquet.", DefaultValueFactory = _ => Csv };
        format.AcceptOnlyFromAmong(Csv, Workbook, Parquet);
        var output = new Option<string?>("--out") { Description = "The file to write. Without it CSV goes to standard output.", HelpName = "FILE" };
        var command = new Command("export", "Export the rows of a view that the viewer may see.") { view, format, output, CommonOptions.AsOf, CommonOptions.As };
        line.BesideService(command, (bench, stop) =>
        {
            var file = bench.Value(output) is { } place ? bench.PathOf(place) : null;
            var named = new[] { Roster, EdFi }.FirstOrDefault(b => b.Equals(bench.Value(view), StringComparison.OrdinalIgnoreCase));
            if (named is not null)
                return RunBundle(bench, named, file ?? throw new CommandProblem(ExitCode.Usage, "That is a zip. Name a file with --out."), stop);
            if (Matrix.Equals(bench.Value(view), StringComparison.OrdinalIgnoreCase))
                return bench.Value(format) == Csv ? MatrixExport.Run(bench, file, stop) : throw new CommandProblem(ExitCode.Usage, "The matrix is written as CSV. Leave --format out.");
            if (bench.Value(format) != Csv && file is null)
                throw new CommandProblem(ExitCode.Usage, $"{(bench.Value(format) == Parquet ? "Parquet" : "A workbook")} is no text. Name a file with --out.");
            return Run(bench, bench.Value(view), bench.Value(format)!, file, stop);
        });
        return command;
    }

    static int RunBundle(Bench bench, string bundle, string file, CancellationToken stop)
    {
        var district = bench.District();
        var reader = bench.Reader(district);
        IReadOnlyList<ExportedFile> files = [];
        OwnFile.Write(file, stream => files = bundle == EdFi
            ? new EdFiExport(reader).Write(stream, stop)
            : new OneRosterExport(reader, district.Slug, district.Clock.GetUtcNow()).Write(stream, stop));
        bench.Records.Audit.Write(reader.Viewer.Who, "export", $"{district.Slug} {bundle}{(reader.AsOfDay is { } day ? " as of " + Words.Of(day) : "")}");
        bench.Answer(new { file, files }, words =>
        {
            Words.Table(words, ["file", "rows"], files.Select(f => new[] { f.File, Words.Of(f.Rows) }));
            words.WriteLine($"{(bundle == EdFi ? "The Ed-Fi tables are" : "The OneRoster 1.1 bundle is")} in {file}");
        });
        bench.Err.WriteLine("The file holds students' data: keep it where only you can read it.");
        return ExitCode.Done;
    }

    static int Run(Bench bench, string named, string format, string? file, CancellationToken stop)
    {
        var district = bench.District();
        var reader = bench.Reader(district);
        var views = reader.Views();
        if (named.Equals("views", StringComparison.OrdinalIgnoreCase))
        {
            bench.Answer(views, words => words.WriteLine(string.Join(Environment.NewLine, views)));
            return ExitCode.Done;
        }
        var view = views.FirstOrDefault(v => string.Equals(v, named, StringComparison.OrdinalIgnoreCase) || string.Equals(v, "seen." + named, StringComparison.OrdinalIgnoreCase))
            ?? throw new CommandProblem(ExitCode.Usage, $"There is no view '{named}'. The views are: {string.Join(", ", views)}.");
        long? rows = null;
        if (format == Parquet)
        {
            var spooled = Path.Combine(district.Folder.Spool, $"export-{Guid.NewGuid():N}.parquet");
            reader.WriteParquet(view, spooled);
            OwnFile.Take(spooled, file!);
        }
        else if (file is null)
        {
            rows = ViewExport.Csv(reader, view, bench.Out, stop);
        }
        else
        {
            OwnFile.Write(file, stream => rows = format == Workbook ? ViewExport.Workbook(reader, view, stream, stop) : ViewExport.Csv(reader, view, stream, stop));
        }
        bench.Records.Audit.Write(reader.Viewer.Who, "export", $"{district.Slug} {view} {format}{(reader.AsOfDay is { } day ? " as of " + Words.Of(day) : "")}");
        Say(bench, view, format, file, rows);
        return ExitCode.Done;
    }

    static void Say(Bench bench, string view, string format, string? file, long? rows)
    {
        if (file is null)
            return; // standard output holds the rows
        bench.Answer(new { view, format, file, rows }, words => words.WriteLine(rows is { } count ? $"{count} rows of {view} are in {file}" : $"{view} is in {file}"));
        bench.Err.WriteLine("The file holds students' data: keep it where only you can read it.");
    }
}
