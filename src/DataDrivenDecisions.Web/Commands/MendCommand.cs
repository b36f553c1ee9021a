using System.CommandLine;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>imports mend ID --out FILE</c>: the rejected rows of an import under their own headers, to be mended in a spreadsheet and imported again.</summary>
static class MendCommand
{
    public static Command Make(CommandLine line)
    {
        var id = new Argument<long>("id") { Description = "The import's number, as 'imports list' shows it." };
        var to = new Option<string>("--out") { Description = "Where to write: a .csv, or a .zip where several files have rejected rows.", Required = true, HelpName = "FILE" };
        var command = new Command("mend", "Write the rejected rows under their own headers, with what was wrong, to be mended and imported again.") { id, to };
        line.BesideService(command, (bench, stop) =>
        {
            var import = bench.Value(id);
            var path = bench.PathOf(bench.Value(to)!);
            var tables = RejectedImport.Of(bench.District(), import, stop);
            if (!Path.GetExtension(path).Equals(tables.Ending, StringComparison.OrdinalIgnoreCase))
                throw new CommandProblem(ExitCode.Usage, $"Name a file that ends with {tables.Ending}: {(tables.Ending == ".csv" ? "one file has rejected rows." : "several files have rejected rows, each with a header of its own.")}");
            OwnFile.Write(path, stream => tables.Write(stream, import));
            bench.Records.Audit.Write(bench.Operator, "rejects written", Words.Of(import));
            bench.Answer(new { import, file = path, rows = tables.Rows, others = tables.Others }, words =>
            {
                words.WriteLine($"{tables.Rows} rejected rows are in {path}. Mend them there, and import that file.");
                foreach (var other in tables.Others)
                    words.WriteLine($"  {other}: not, or not all, of its rows can be mended in a table. Mend them at their source.");
            });
            bench.Err.WriteLine("They hold students' data: keep the file where only you can read it.");
            return ExitCode.Done;
        });
        return command;
    }
}
