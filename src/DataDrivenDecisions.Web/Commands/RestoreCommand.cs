using System.CommandLine;
using DataDrivenDecisions.Schedules.Backups;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>restore</c>: brings a backup back into the data folder, all of it or nothing, and keeps what it takes the place of.</summary>
static class RestoreCommand
{
    public static Command Make(CommandLine line)
    {
        var from = new Argument<string>("backup") { Description = "The folder that 'backup' made, or one warehouse's file with --district." };
        var aside = new Option<bool>("--set-aside") { Description = "Keep what the data folder holds beside, in set-aside, and restore in its place." };
        var command = new Command("restore", "Bring a backup back, or one district of it with --district. No service may run on the data folder.") { from, aside };
        line.Here(command, (bench, stop) =>
        {
            if (CommandSocketClient.IsListening(bench.Data, stop).GetAwaiter().GetResult())
                throw new CommandProblem(ExitCode.Busy, "A service is running on this data folder. Stop it first, restore, and start it again.");
            var asked = new RestoreAsked { From = bench.PathOf(bench.Value(from)), District = bench.Value(CommonOptions.District), SetAside = bench.Value(aside), By = bench.Operator };
            var progress = bench.Progress();
            var report = new Restore(bench.Data, bench.Clock).Run(asked, progress);
            progress.Clear();
            bench.Answer(new { from = asked.From, report.Stores, report.SetAside, report.WasInterrupted }, words =>
            {
                words.WriteLine(report.WasInterrupted ? "The restore that was interrupted has been finished:" : "Restored and checked:");
                foreach (var store in report.Stores)
                    words.WriteLine("  " + store);
                if (report.SetAside is { } kept)
                    words.WriteLine($"What was there before is in {kept}");
                words.WriteLine("'verify' prints the hash of each warehouse as it stands now.");
            });
            return ExitCode.Done;
        });
        return command;
    }
}
