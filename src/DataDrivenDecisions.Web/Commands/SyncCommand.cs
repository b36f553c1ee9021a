using System.CommandLine;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Pulling;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>sync SOURCE</c>: pulls from a system that was set up with <c>source add</c>, and imports what it says.</summary>
static class SyncCommand
{
    public static Command Make(CommandLine line)
    {
        var name = new Argument<string>("source") { Description = "The source's short name, as 'source list' shows it." };
        var full = new Option<bool>("--full") { Description = "Read everything again, whatever was read before." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen and change nothing." };
        var command = new Command("sync", "Pull from a source that was set up, and import what it says.") { name, full, dryRun };
        line.BesideService(command, (bench, stop) => Run(bench, bench.Value(name), new PullOptions { By = bench.Operator, IsFull = bench.Value(full), IsDryRun = bench.Value(dryRun) }, stop));
        return command;
    }

    static int Run(Bench bench, string name, PullOptions options, CancellationToken stop)
    {
        var progress = bench.Progress();
        var report = SourceSync.Run(bench.District(), name, options, progress, progress, stop);
        progress.Clear();
        foreach (var note in report.Notes)
            bench.Err.WriteLine(note);
        bench.Answer(report.Files.Select(ImportAnswer.Json), words =>
        {
            if (report.Files.Count == 0)
                words.WriteLine($"Nothing has changed at {name} since the last pull.");
            else
                ImportAnswer.Write(words, report.Files);
        });
        return ImportReport.ExitCode(report.Files);
    }
}
