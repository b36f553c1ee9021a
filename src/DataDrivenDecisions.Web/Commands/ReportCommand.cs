using System.CommandLine;
using DataDrivenDecisions.Reports;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>report student ID</c>: one student's learning report as PDF or HTML.</summary>
static class ReportCommand
{
    const string Pdf = ".pdf";

    public static Command Make(CommandLine line) => new("report", "Write learning reports.") { Student(line) };

    static Command Student(CommandLine line)
    {
        var id = new Argument<string>("id") { Description = "The student's id or number." };
        var audience = new Option<Audience>("--audience") { Description = "For whom it is: staff or family.", DefaultValueFactory = _ => Audience.Staff };
        var language = new Option<string>("--language") { Description = $"One of {string.Join(", ", Wording.Languages)}.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong([.. Wording.Languages]);
        var output = new Option<string>("--out") { Description = "The file to write: F.pdf or F.html.", HelpName = "FILE", Required = true };
        var command = new Command("student", "Write one student's report.") { id, audience, language, output, CommonOptions.AsOf, CommonOptions.As };
        line.BesideService(command, (bench, stop) => Run(bench, bench.Value(id), bench.Value(audience), bench.Value(language)!, bench.PathOf(bench.Value(output)!), stop));
        return command;
    }

    static int Run(Bench bench, string id, Audience audience, string language, string file, CancellationToken stop)
    {
        var isPdf = file.EndsWith(Pdf, StringComparison.OrdinalIgnoreCase);
        if (!isPdf && !file.EndsWith(".html", StringComparison.OrdinalIgnoreCase))
            throw new CommandProblem(ExitCode.Usage, "Name a file that ends in .pdf or .html.");
        var district = bench.District();
        var reader = bench.Reader(district);
        var request = new ReportRequest { Audience = audience, AsOf = reader.AsOfDay ?? district.Today, District = district.Name, Language = language };
        // Who may not see a student must not learn that there is one.
        var report = StudentReport.Of(reader, id, request, stop)
            ?? throw new CommandProblem(ExitCode.Usage, "There is no such student here, or none that this viewer may see. Check the id.");
        bench.Records.Audit.Write(reader.Viewer.Who, "report", $"{district.Slug} student {id} {audience.ToString().ToLowerInvariant()} {language}");
        return isPdf ? Print(bench, report, file, stop) : Keep(bench, report, file);
    }

    static int Print(Bench bench, StudentReport report, string file, CancellationToken stop)
    {
        var html = report.Html();
        PrintResult? printed = null;
        OwnFile.Make(file, unfinished => printed = new PdfPrinter().Print(html, unfinished, stop));
        if (printed!.IsPrinted)
            return Tell(bench, file);
        var page = Path.ChangeExtension(file, ".html");
        Keep(bench, report, page);
        throw new CommandProblem(ExitCode.Refused, $"No PDF was made; the report is in {page} and can be printed from a browser. {printed.Problem}");
    }

    static int Keep(Bench bench, StudentReport report, string file)
    {
        OwnFile.Write(file, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write(report.Html());
        });
        return Tell(bench, file);
    }

    static int Tell(Bench bench, string file)
    {
        bench.Answer(new { file }, words => words.WriteLine($"The report is in {file}"));
        bench.Err.WriteLine("It names a student: keep it where only those who need it can read it.");
        return ExitCode.Done;
    }
}
