using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Reports;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>doctor</c>: whether everything that the product needs is in place, and what to do where it is not.</summary>
static class DoctorCommand
{
    const string NotYetRun = "parsed and bound, not yet run";
    const long LeastFreeBytes = 2L * 1024 * 1024 * 1024;

    public static Command Make(CommandLine line)
    {
        var command = new Command("doctor", "Look whether everything is in place.");
        line.BesideService(command, (bench, _) =>
        {
            IReadOnlyList<Check> checks =
            [
                new("program", true, $"{typeof(DoctorCommand).Assembly.GetName().Version} on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"),
                Looked("data folder", () => DataFolder(bench)), Disk(bench), .. LookedAtAll("records", () => Records(bench)), Looked("audit", () => Audit(bench)),
                .. LookedAtAll("districts", () => [.. Districts(bench)]), Memory(), TimeZones(), Browser(),
                new("service", true, bench.Service is null ? "not running on this data folder" : "running on this data folder"),
            ];
            var isWell = checks.All(c => c.IsWell || c.IsOptional);
            bench.Answer(new { isWell, checks }, words =>
            {
                foreach (var check in checks)
                    words.WriteLine($"{(check.IsWell ? "ok  " : check.IsOptional ? "note" : "BAD ")}  {check.What}: {check.Says}");
            });
            return isWell ? ExitCode.Done : ExitCode.Integrity;
        });
        return command;
    }

    static Check Looked(string what, Func<Check> look) => LookedAtAll(what, () => [look()])[0];

    // What the machine lacks is what one comes to hear.
    static IReadOnlyList<Check> LookedAtAll(string what, Func<IReadOnlyList<Check>> look)
    {
        try
        {
            return look();
        }
        catch (Exception failure) when (Shortage.Of(failure) is { } lacking)
        {
            return [new Check(what, false, lacking.Sentence)];
        }
    }

    static Check Memory()
    {
        var allowed = MemoryAllowance.OfProcess;
        return new Check("memory", true, string.Create(CultureInfo.InvariantCulture,
            $"the database engine may hold {allowed.EngineMegabytes} MB, the program's own objects {(allowed.OwnMegabytes is { } own ? own + " MB" : "what the machine has")}; {MemoryAllowance.Setting} sets both"));
    }

    static Check DataFolder(Bench bench)
    {
        var path = bench.Data.Path;
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != UnixFileMode.None
            ? new Check("data folder", false, $"{path} can be read by others. Take their access away: chmod 700 {path}")
            : Written(path);
    }

    static Check Written(string path)
    {
        var tried = Path.Combine(path, $"tried-{Guid.NewGuid():N}");
        File.WriteAllBytes(tried, new byte[4096]);
        File.Delete(tried);
        return new Check("data folder", true, path);
    }

    static Check Disk(Bench bench)
    {
        var free = new DriveInfo(bench.Data.Path).AvailableFreeSpace;
        var says = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.0} GB free");
        return free >= LeastFreeBytes ? new Check("disk", true, says) : new Check("disk", false, says + ". Imports and backups need at least 2 GB: make room or move the data folder.");
    }

    static IReadOnlyList<Check> Records(Bench bench)
    {
        var where = bench.Records.CanBackUp ? "in a file (SQLite)" : $"on SQL Server ({NotYetRun})";
        var faults = bench.Records.Faults();
        return
        [
            faults.Count == 0
                ? new Check("records", true, $"{bench.Records.People.List().Count} users, {bench.Records.Districts.List().Count} districts, {where}")
                : new Check("records", false, string.Join(" ", faults) + $" They are {where}. Restore a backup."),
            .. bench.Records.Server.Select(a => new Check($"server of the records: {a.What}", a.Has, a.Says, IsOptional: true)),
        ];
    }

    static Check Audit(Bench bench) => bench.Records.Audit.Verify() is { Count: > 0 } faults
        ? new Check("audit", false, faults[0])
        : new Check("audit", true, "its chain is whole");

    static IEnumerable<Check> Districts(Bench bench)
    {
        foreach (var place in bench.Records.Districts.List())
        {
            yield return District(bench, place);
            foreach (var lacking in Server(bench, place))
                yield return lacking;
        }

        yield return new Check("engines", true, $"DuckDB and SQLite; SQL Server: {NotYetRun} (docs/sql-server.md)");
    }

    // What a database server lacks costs time and nothing else.
    static IEnumerable<Check> Server(Bench bench, DistrictRecord place)
    {
        try
        {
            return [.. bench.Districts.Open(place.Slug).Warehouse.Server.Select(a => new Check($"server of {place.Slug}: {a.What}", a.Has, a.Says, IsOptional: true))];
        }
        catch (WarehouseBusy)
        {
            return [];
        }
    }

    static Check District(Bench bench, DistrictRecord place)
    {
        try
        {
            var district = bench.Districts.Open(place.Slug);
            return new Check("district " + place.Slug, true, $"{district.Warehouse.NewestLoad} loads; drop folder {district.Folder.Drop}");
        }
        catch (WarehouseBusy busy)
        {
            return new Check("district " + place.Slug, false, busy.Message);
        }
    }

    static Check TimeZones() => TimeZoneInfo.TryFindSystemTimeZoneById("America/Chicago", out _)
        ? new Check("time zones", true, "known")
        : new Check("time zones", false, "this machine knows none. Install the package tzdata.");

    static Check Browser() => new PdfPrinter().IsAvailable
        ? new Check("browser for PDF", true, "found")
        : new Check("browser for PDF", false, "not found; reports can be written as HTML. " + PdfPrinter.HowToInstall, IsOptional: true);

    sealed record Check(string What, bool IsWell, string Says, bool IsOptional = false);
}
