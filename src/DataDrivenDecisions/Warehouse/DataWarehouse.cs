using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse;

/// <summary>
/// One district's facts: it loads deliveries whole or not at all, forgets nothing, and answers each viewer within what she may see.
/// </summary>
public sealed class DataWarehouse : IDisposable
{
    readonly DuckDb _engine;
    readonly WarehouseSettings _settings;
    readonly TimeProvider _clock;
    readonly Lock _writing = new();

    DataWarehouse(DuckDb engine, WarehouseSettings settings, TimeProvider clock) => (_engine, _settings, _clock) = (engine, settings, clock);

    /// <summary>Opens a warehouse, or makes it; upgrades its schema and locks the engine down.</summary>
    /// <exception cref="WarehouseBusy">Another process holds the file.</exception>
    /// <exception cref="SchemaRefused">The file was made by another version of the schema.</exception>
    public static DataWarehouse Open(WarehouseSettings settings, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(settings.File))!);
        Directory.CreateDirectory(settings.Spool);
        try
        {
            var engine = new DuckDb(settings.File, settings.MemoryLimit, settings.Threads);
            try
            {
                Upgrade(engine, settings, clock);
                engine.LockDown(settings.Spool);
                return new DataWarehouse(engine, settings, clock);
            }
            catch
            {
                engine.Dispose();
                throw;
            }
        }
        catch (StoreBusy busy)
        {
            throw new WarehouseBusy(busy.Message, busy);
        }
    }

    /// <summary>The number of the newest load; 0 while the warehouse is empty.</summary>
    public long NewestLoad
    {
        get
        {
            using var session = _engine.Open();
            return session.Value<long>("SELECT COALESCE(MAX(load), 0) FROM wh.load");
        }
    }

    /// <summary>The district's day: the clock's, or the one that its settings hold still.</summary>
    public DateOnly Today => _settings.Today ?? DateOnly.FromDateTime(_clock.GetLocalNow().DateTime);

    /// <summary>The warehouse as a viewer may see it, now or as it was known at an earlier load. There is no other way to read.</summary>
    public Reader As(Viewer viewer, long? asOfLoad = null) => new(_engine, viewer, asOfLoad ?? NewestLoad, Today);

    /// <summary>Takes in one delivery in one transaction: all of it, or nothing when it throws.</summary>
    public LoadResult Load(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (_writing)
            throw new NotSupportedException("Loading arrives with the next change.");
    }

    public void Checkpoint() => _engine.Checkpoint();

    public void Dispose() => _engine.Dispose();

    static void Upgrade(DuckDb engine, WarehouseSettings settings, TimeProvider clock)
    {
        using var session = engine.Open();
        var upgrade = new SchemaUpgrade(engine, session, clock, SchemaScript.All(engine.Name));
        if (upgrade.Run(script => engine.CopyTo(BackupName(settings.File, script))) > 0)
            engine.Checkpoint();
    }

    static string BackupName(string file, SchemaScript script) => Path.ChangeExtension(file, $"before-{script.Number:0000}.duckdb");
}
