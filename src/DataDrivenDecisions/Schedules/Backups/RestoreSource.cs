using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Schedules.Backups;

/// <summary>One store that comes out of a backup.</summary>
/// <param name="File">Where it is read from.</param>
/// <param name="District">The district whose warehouse it is; null for the records.</param>
/// <param name="StagedAt">Where it is checked, within the folder that stands beside.</param>
/// <param name="Said">What the manifest says of it; null for a file without one.</param>
sealed record RestoredStore(string File, string? District, string StagedAt, BackedUpStore? Said)
{
    /// <summary>Its place within the data folder.</summary>
    public string Place => District is { } slug ? RestoreSource.WarehouseOf(slug) : RestoreSource.Records;
}

/// <summary>What is restored: a backup's folder, one district of it, or one file.</summary>
/// <param name="Stores">The stores.</param>
/// <param name="IsWhole">True where the records are restored too.</param>
sealed record RestoreSource(IReadOnlyList<RestoredStore> Stores, bool IsWhole)
{
    /// <summary>The records' place within a data folder.</summary>
    public const string Records = Backup.RecordsFile;

    /// <summary>Where the records of a backup are looked into when only a district of it is restored.</summary>
    public const string LookedInto = "backed-up";

    /// <summary>A warehouse's place within a data folder.</summary>
    public static string WarehouseOf(string slug) => Path.Combine("districts", slug, "warehouse.duckdb");

    /// <summary>What is meant by a path and a district.</summary>
    /// <exception cref="RestoreRefused">Nothing that can be restored.</exception>
    public static RestoreSource Of(RestoreAsked asked)
    {
        if (Directory.Exists(asked.From))
            return OfFolder(asked.From, asked.District);
        if (!File.Exists(asked.From))
            throw new RestoreRefused($"There is no backup {asked.From}. Name the folder that 'backup' made.");
        return OfFile(asked.From, asked.District);
    }

    static RestoreSource OfFolder(string folder, string? district)
    {
        var manifest = BackupManifest.Of(folder)
            ?? throw new RestoreRefused($"{folder} has no {BackupManifest.FileName}: that backup was not finished, or an earlier version made it. What can be saved of it is restored file by file: restore FILE --district SLUG.");
        var stores = manifest.Stores.Select(s => OfManifest(folder, s)).ToList();
        if (district is null && stores.TrueForAll(s => s.District is not null))
            throw new RestoreRefused("This backup holds no records: they were on a database server when it was made, whose own tools restore them. Bring those back there, move them here with 'migrate --records --to sqlite', and then restore each district of this backup with --district.");
        if (district is null)
            return new RestoreSource(stores, IsWhole: true);
        if (stores.Find(s => s.District == district) is not { } one)
            throw new RestoreRefused($"There is no district '{district}' in this backup. It holds: {string.Join(", ", stores.Select(s => s.District).OfType<string>())}.");
        // The backup's records tell the name of a district that the present ones do not know.
        var records = stores.Where(s => s.District is null).Select(s => s with { StagedAt = Path.Combine(LookedInto, Records) });
        return new RestoreSource([one, .. records], IsWhole: false);
    }

    static RestoredStore OfManifest(string folder, BackedUpStore said)
    {
        // A name with a folder in it was not written by us, and must not lead out of this one.
        var file = Path.Combine(folder, Path.GetFileName(said.File));
        if (said.District is { } slug && !DistrictRecord.IsSlug(slug))
            throw new BackupDamaged("The manifest names a district as no district can be named: it was changed after the backup. Use another backup.");
        if (!File.Exists(file))
            throw new BackupDamaged($"{file} is missing from the backup. Nothing is restored; use another backup.");
        return new RestoredStore(file, said.District, said.District is { } one ? WarehouseOf(one) : Records, said);
    }

    static RestoreSource OfFile(string file, string? district)
    {
        var kind = Kind(file);
        if (kind == Records)
            throw new RestoreRefused($"{file} holds records without their warehouses. To put only the records back, stop the service and copy the file over {Records} yourself; to restore all, name the backup's folder.");
        if (kind is null)
            throw new BackupDamaged($"{file} is no warehouse: it does not begin as one. Nothing is restored; use another backup.");
        if (district is null)
            throw new RestoreRefused($"{file} is one warehouse. Say whose with --district.");
        return new RestoreSource([new RestoredStore(file, district, WarehouseOf(district), null)], IsWhole: false);
    }

    /// <summary>What a file is by its first bytes.</summary>
    static string? Kind(string file)
    {
        using var stream = File.OpenRead(file);
        var start = new byte[16];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length)
            return null;
        if (start.AsSpan(8, 4).SequenceEqual("DUCK"u8))
            return "warehouse";
        return start.AsSpan().StartsWith("SQLite format 3"u8) ? Records : null;
    }
}
