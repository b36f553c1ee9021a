using System.Globalization;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules.Backups;

/// <summary>
/// A copy of the records and of every district's warehouse, made while the service runs, opened once to see that it is whole, with a manifest that says what is in it.
/// What is on a database server is not in it: the server backs that up, and the statement for it is written beside.
/// </summary>
public sealed class Backup(RecordStore records, Districts districts, TimeProvider clock)
{
    /// <summary>The records' file in a backup.</summary>
    public const string RecordsFile = "records.sqlite";

    /// <summary>The statements by which servers back up what is not in the backup.</summary>
    public const string StatementsFile = "on-the-server.sql";

    /// <summary>Makes a backup in a folder of its own.</summary>
    /// <param name="folder">The folder that the backup's own folder is made in.</param>
    /// <param name="progress">Told which district is copied.</param>
    /// <returns>The backup's folder, and its manifest.</returns>
    /// <exception cref="IOException">A backup of this second is there already, or a copy cannot be written.</exception>
    public (string Folder, BackupManifest Manifest) Make(string folder, IProgress<string>? progress = null)
    {
        var now = clock.GetUtcNow();
        var place = Path.Combine(folder, "ddd-" + now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        if (Directory.Exists(place))
            throw new WarehouseBusy($"There is a backup {place} already. Wait a second and try again.");
        var unfinished = DataFolder.At(place + ".part").Path;
        try
        {
            return (place, Make(place, unfinished, now, progress));
        }
        catch
        {
            Directory.Delete(unfinished, recursive: true);
            throw;
        }
    }

    BackupManifest Make(string place, string unfinished, DateTimeOffset now, IProgress<string>? progress)
    {
        List<BackedUpStore> stores = records.CanBackUp ? [Records(unfinished)] : [];
        List<StoreOnServer> elsewhere = [.. OnServer(null, records.BackupOfServer(now))];
        foreach (var district in records.Districts.List())
        {
            var open = districts.Open(district.Slug);
            progress?.Report(open.Warehouse.CanBackUp ? $"Copying {district.Slug}" : $"{district.Slug} is on a database server, whose own tools back it up: it is not in this backup");
            if (open.Warehouse.CanBackUp)
                stores.Add(Warehouse(open, unfinished));
            elsewhere.AddRange(OnServer(district.Slug, open.Warehouse.BackupOfServer(now)));
        }
        var manifest = new BackupManifest { MadeAt = now, Program = typeof(Backup).Assembly.GetName().Version?.ToString() ?? "", Stores = stores, OnServers = elsewhere };
        if (StatementsOf(elsewhere) is { Length: > 0 } statements)
            File.WriteAllText(Path.Combine(unfinished, StatementsFile), statements);
        File.WriteAllBytes(Path.Combine(unfinished, BackupManifest.FileName), manifest.Written());
        Directory.Move(unfinished, place);
        return manifest;
    }

    static IEnumerable<StoreOnServer> OnServer(string? district, ServerBackup? said) =>
        said is null ? [] : [new StoreOnServer { District = district, Database = said.Database, Statement = said.Text, Says = said.Says }];

    /// <summary>The statements for what is on servers, as a script; empty where there are none.</summary>
    internal static string StatementsOf(IEnumerable<StoreOnServer> elsewhere) =>
        string.Concat(elsewhere.Where(s => s.Statement is not null).Select(s => $"-- {s.What}\n{s.Statement};\nGO\n"));

    BackedUpStore Records(string folder)
    {
        var file = Path.Combine(folder, RecordsFile);
        records.Backup(file);
        OwnerOnly(file);
        return Store(file);
    }

    static BackedUpStore Warehouse(District district, string folder)
    {
        // The locked-down warehouse may write to its spool only.
        var spooled = Path.Combine(district.Folder.Spool, $"backup-{Guid.NewGuid():N}.duckdb");
        var file = Path.Combine(folder, district.Slug + ".duckdb");
        try
        {
            district.Warehouse.Backup(spooled);
            BackupManifest.Copy(spooled, file);
        }
        finally
        {
            File.Delete(spooled);
        }
        OwnerOnly(file);
        // A copy that nobody has opened is a hope, not a backup.
        var (newest, hash) = Look(file, TimeProvider.System);
        return Store(file) with { District = district.Slug, Schema = DataWarehouse.Schema, NewestLoad = newest, Hash = hash };
    }

    /// <summary>Opens a copy of a warehouse and says what it knows.</summary>
    /// <exception cref="BackupDamaged">It holds a thing twice, or cannot be read.</exception>
    internal static (long NewestLoad, string Hash) Look(string file, TimeProvider clock)
    {
        var spool = file + "-spool";
        try
        {
            using var warehouse = DataWarehouse.Open(new WarehouseSettings { File = file, Spool = spool }, clock);
            if (warehouse.Verify() is [var first, ..])
                throw new BackupDamaged($"{Path.GetFileName(file)} is not sound: {first} holds the same thing twice.");
            return (warehouse.NewestLoad, warehouse.Hash());
        }
        catch (System.Data.Common.DbException damaged) when (Shortage.Of(damaged) is null)
        {
            throw new BackupDamaged($"{Path.GetFileName(file)} cannot be read as a warehouse ({damaged.Message.Split('\n')[0]}). Use another backup.");
        }
        finally
        {
            if (Directory.Exists(spool))
                Directory.Delete(spool, recursive: true);
        }
    }

    static BackedUpStore Store(string file)
    {
        using var stream = File.OpenRead(file);
        return new BackedUpStore
        {
            File = Path.GetFileName(file), Bytes = stream.Length, Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream)),
        };
    }

    static void OwnerOnly(string file)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
