using System.CommandLine;
using DataDrivenDecisions.Schedules.Backups;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>backup</c>: a copy of the records and of each district's warehouse, also while the service runs.</summary>
static class BackupCommand
{
    public static Command Make(CommandLine line)
    {
        var output = new Option<string?>("--out") { Description = "The folder to put the copies in. Default: backups in the data folder.", HelpName = "DIR" };
        var command = new Command("backup", "Copy the records and the warehouses; 'restore' brings them back.") { output };
        line.BesideService(command, (bench, _) =>
        {
            var within = bench.Value(output) is { } named ? bench.PathOf(named) : bench.Data.Backups;
            var progress = bench.Progress();
            var (folder, manifest) = new Backup(bench.Records, bench.Districts, bench.Clock).Make(within, progress);
            progress.Clear();
            bench.Records.Audit.Write(bench.Operator, "backup", Path.GetFileName(folder));
            bench.Answer(
                new { folder, files = manifest.Stores.Select(s => new { file = Path.Combine(folder, s.File), s.Bytes, s.Sha256, s.District, s.NewestLoad, s.Hash }) },
                words => words.WriteLine($"{manifest.Stores.Count} files are in {folder}"));
            return ExitCode.Done;
        });
        return command;
    }
}
