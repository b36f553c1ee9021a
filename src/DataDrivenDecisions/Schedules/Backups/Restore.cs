using System.Globalization;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules.Backups;

/// <summary>
/// Brings a backup back into a data folder: its copies are put beside what is there, compared with the manifest, opened and checked, and only then take their
/// places, all of them or none. What they take the place of is set aside, never deleted.
/// </summary>
/// <param name="data">The data folder, which no service holds.</param>
/// <param name="clock">The machine's clock.</param>
public sealed class Restore(DataFolder data, TimeProvider clock)
{
    /// <summary>Restores everything that a backup holds, or one district's warehouse.</summary>
    /// <param name="asked">What is restored, and how.</param>
    /// <param name="progress">Told what is being copied and checked.</param>
    /// <exception cref="RestoreRefused">It cannot be done as it was asked for.</exception>
    /// <exception cref="BackupDamaged">The backup is not what was backed up.</exception>
    /// <exception cref="SchemaRefused">A warehouse comes from a newer program.</exception>
    /// <exception cref="RecordsUnusable">The records come from a newer program.</exception>
    /// <exception cref="WarehouseBusy">Another process holds a warehouse that would lose its place.</exception>
    public RestoreReport Run(RestoreAsked asked, IProgress<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (StoreSwap.Finish(data) is { } before)
        {
            if (before.From == asked.From && before.District == asked.District)
                return Report(before, wasInterrupted: true);
            progress?.Report($"An earlier restore from {before.From} was interrupted; it has been finished first.");
        }
        var source = RestoreSource.Of(asked);
        var plan = Plan(asked, source);
        Clear();
        try
        {
            Stage(source, progress);
            PrepareRecords(asked, source);
            StoreSwap.Begin(data, plan);
        }
        catch
        {
            Clear();
            throw;
        }
        StoreSwap.Finish(data);
        return Report(plan, wasInterrupted: false);
    }

    SwapPlan Plan(RestoreAsked asked, RestoreSource source)
    {
        IReadOnlyList<string> restored = source.IsWhole
            ? [.. source.Stores.Select(s => s.Place)]
            : [.. source.Stores.Where(s => s.District is not null).Select(s => s.Place), RestoreSource.Records];
        if (!source.IsWhole && !File.Exists(data.Records))
            throw new RestoreRefused($"There are no records in {data.Path} that the district could be put back into. Restore the whole backup: leave out --district.");
        if (new RecordsPlace(data).IsOnServer)
            throw new RestoreRefused($"The records of {data.Path} are on a database server, and a restore writes into them. Move them here first: migrate --records --to sqlite. Then restore, and move them to an empty database again.");
        // A file beside a setting that names a server would never be read.
        if (source.Stores.Select(s => s.District).OfType<string>().FirstOrDefault(slug => new WarehousePlaces(data).IsOnServer(slug)) is { } served)
            throw new RestoreRefused($"The warehouse of '{served}' is on a database server, whose own tools restore it. To bring it back from this file, move the district first: migrate --to duckdb --district {served}.");
        // Warehouses of districts that the restored records do not know must not come to light again when a district of that name is added.
        IReadOnlyList<string> onlyAside = source.IsWhole ? [.. Warehouses().Except(restored, StringComparer.Ordinal)] : [];
        var lost = restored.Concat(onlyAside).Where(s => File.Exists(Path.Combine(data.Path, s))).ToList();
        var holds = lost.Where(s => source.IsWhole || s != RestoreSource.Records).ToList();
        if (holds.Count > 0 && !asked.SetAside)
            throw new RestoreRefused($"{data.Path} holds {string.Join(", ", holds)}. Nothing is restored over it: choose another folder with --data, or say --set-aside to keep what is there beside and restore.");
        if (lost.Find(s => s != RestoreSource.Records && DataWarehouse.IsHeld(Path.Combine(data.Path, s))) is { } held)
            throw new WarehouseBusy($"Another process holds {held}. Wait until it is done, or stop it, and restore then.");
        return new SwapPlan
        {
            From = asked.From, District = asked.District, Restored = restored, OnlyAside = onlyAside,
            AsideFolder = clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture),
        };
    }

    IEnumerable<string> Warehouses()
    {
        var districts = Path.Combine(data.Path, "districts");
        return Directory.Exists(districts)
            ? Directory.EnumerateDirectories(districts).Select(d => RestoreSource.WarehouseOf(Path.GetFileName(d))).Where(s => File.Exists(Path.Combine(data.Path, s))).Order(StringComparer.Ordinal)
            : [];
    }

    /// <summary>Copies every store beside, and opens it there.</summary>
    void Stage(RestoreSource source, IProgress<string>? progress)
    {
        var beside = DataFolder.At(data.Restoring);
        foreach (var store in source.Stores)
        {
            progress?.Report($"Copying {Path.GetFileName(store.File)}");
            var place = Path.Combine(beside.Path, store.StagedAt);
            if (store.District is { } slug)
                beside.District(slug);
            else
                DataFolder.Made(Path.GetDirectoryName(place)!);
            var hash = BackupManifest.Copy(store.File, place);
            if (store.Said is { } said && said.Sha256 != hash)
                throw new BackupDamaged($"{store.File} is not the file that was backed up: its SHA-256 differs from the manifest's. Nothing is restored; use another backup.");
            progress?.Report($"Checking {Path.GetFileName(store.File)}");
            if (store.District is null)
                CheckRecords(place);
            else
                CheckWarehouse(store, place);
        }
    }

    void CheckWarehouse(RestoredStore store, string place)
    {
        var (newest, hash) = Backup.Look(place, clock);
        // An older warehouse has been brought to this program's schema by now, and may say more than it did.
        if (store.Said is { } said && said.Schema == DataWarehouse.Schema && (said.Hash != hash || said.NewestLoad != newest))
            throw new BackupDamaged($"{store.File} does not know what it knew when it was backed up. Nothing is restored; use another backup.");
    }

    void CheckRecords(string place)
    {
        try
        {
            // The records open by their folder; a copy stands in one of its own or in the one that becomes the data folder.
            using var records = RecordStore.Open(DataFolder.At(Path.GetDirectoryName(place)!), clock);
            if (records.Faults() is [var first, ..])
                throw new BackupDamaged($"The records of this backup are not sound: {first} Use another backup.");
        }
        catch (System.Data.Common.DbException damaged)
        {
            throw new BackupDamaged($"The records of this backup cannot be read ({damaged.Message}). Use another backup.");
        }
    }

    /// <summary>Writes into the records that will stand what was restored; where one district comes back, these are the present records brought in line with its warehouse.</summary>
    void PrepareRecords(RestoreAsked asked, RestoreSource source)
    {
        var beside = DataFolder.At(data.Restoring);
        if (!source.IsWhole)
        {
            using var present = RecordStore.Open(data, clock);
            present.Backup(beside.Records);
        }
        using var records = RecordStore.Open(beside, clock);
        foreach (var store in source.Stores.Where(s => s.District is not null))
            RestoredDistrict.Settle(records, beside, store, source.IsWhole, clock);
        records.Audit.Write(asked.By, "restore", $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(asked.From))}{(asked.District is { } one ? " " + one : "")}");
    }

    RestoreReport Report(SwapPlan plan, bool wasInterrupted)
    {
        var aside = Path.Combine(data.SetAside, plan.AsideFolder);
        return new RestoreReport
        {
            Stores = plan.Restored, WasInterrupted = wasInterrupted, SetAside = Directory.Exists(aside) ? aside : null,
        };
    }

    void Clear()
    {
        if (Directory.Exists(data.Restoring))
            Directory.Delete(data.Restoring, recursive: true);
    }
}

/// <summary>What a person asks a restore for.</summary>
public sealed record RestoreAsked
{
    /// <summary>A backup's folder, or one store's file, by its full path.</summary>
    public required string From { get; init; }

    /// <summary>The one district to put back; null for everything in the backup.</summary>
    public string? District { get; init; }

    /// <summary>True where what the data folder holds is to be set aside.</summary>
    public bool SetAside { get; init; }

    /// <summary>Who asks, as the audit names them.</summary>
    public required string By { get; init; }
}

/// <summary>What a restore did.</summary>
public sealed record RestoreReport
{
    /// <summary>The stores that took their places, by their paths within the data folder.</summary>
    public required IReadOnlyList<string> Stores { get; init; }

    /// <summary>The folder that holds what lost its place; null where there was nothing.</summary>
    public string? SetAside { get; init; }

    /// <summary>True where an interrupted restore of the same backup was finished.</summary>
    public required bool WasInterrupted { get; init; }
}
