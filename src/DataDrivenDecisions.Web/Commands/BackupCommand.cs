using System.CommandLine;
using System.Globalization;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>backup</c>: a copy of the records and of each district's warehouse, also while the service runs.</summary>
static class BackupCommand
{
    public static Command Make(CommandLine line)
    {
        var output = new Option<string?>("--out") { Description = "The folder to put the copies in. Default: backups in the data folder.", HelpName = "DIR" };
        var command = new Command("backup", "Copy the records and the warehouses.") { output };
        line.BesideService(command, (bench, _) =>
        {
            var folder = Folder(bench, bench.Value(output));
            List<string> files = [Path.Combine(folder, "records.sqlite")];
            bench.Records.Backup(files[0]);
            foreach (var place in bench.Records.Districts.List())
            {
                bench.Progress().Report($"Copying {place.Slug}");
                files.Add(Copy(bench, place.Slug, folder));
            }
            bench.Records.Audit.Write(bench.Operator, "backup", Path.GetFileName(folder));
            bench.Answer(new { folder, files = files.Select(f => new { file = f, bytes = new FileInfo(f).Length }) }, words => words.WriteLine($"{files.Count} files are in {folder}"));
            return ExitCode.Done;
        });
        return command;
    }

    static string Folder(Bench bench, string? named)
    {
        var stamp = bench.Clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var folder = Path.Combine(named is null ? bench.Data.Backups : bench.PathOf(named), $"ddd-{stamp}");
        if (Directory.Exists(folder))
            throw new CommandProblem(ExitCode.Busy, $"There is a backup {folder} already. Wait a second and try again.");
        return Records.DataFolder.At(folder).Path;
    }

    static string Copy(Bench bench, string slug, string folder)
    {
        var district = bench.Districts.Open(slug);
        // The locked-down warehouse may write to its spool only.
        var spooled = Path.Combine(district.Folder.Spool, $"backup-{Guid.NewGuid():N}.duckdb");
        district.Warehouse.Backup(spooled);
        var file = Path.Combine(folder, $"{slug}.duckdb");
        OwnFile.Take(spooled, file);
        return file;
    }
}
