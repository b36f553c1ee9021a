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
                new { folder, files = manifest.Stores.Select(s => new { file = Path.Combine(folder, s.File), s.Bytes, s.Sha256, s.District, s.NewestLoad, s.Hash }), manifest.OnServers },
                words => Say(words, folder, manifest));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Says what a backup holds, and what only a database server can back up.</summary>
    internal static void Say(TextWriter words, string folder, BackupManifest manifest)
    {
        words.WriteLine($"{manifest.Stores.Count} files are in {folder}");
        if (manifest.OnServers.Count == 0)
            return;
        var held = manifest.Stores.Select(s => s.District is { } slug ? $"the warehouse of '{slug}'" : "the records with their settings and the history of imports").ToList();
        words.WriteLine($"The backup holds {(held.Count == 0 ? "nothing but its manifest" : string.Join(", ", held))}. Not in it, since a database server has it:");
        foreach (var store in manifest.OnServers)
            words.WriteLine($"  {store.What}, database {store.Database}: {store.Says}.{(store.Statement is { } statement ? $" {statement}" : "")}");
        if (manifest.OnServers.Any(s => s.Statement is not null))
            words.WriteLine($"The statements are in {Path.Combine(folder, Backup.StatementsFile)}");
        words.WriteLine("Kept deliveries and the keys that open sealed connections stay in the data folder (districts/*/archive, keys): copy the folder too.");
    }
}
