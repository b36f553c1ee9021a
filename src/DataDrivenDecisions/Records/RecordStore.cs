using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Records;

/// <summary>What people write and what the service remembers: districts, people, grants, deliveries, sources, schedules, runs, model cards, data quality, matched students, lists of whom to see, settings, rules and the audit.</summary>
public sealed class RecordStore : IDisposable
{
    readonly RecordsDatabase _database;

    RecordStore(RecordsDatabase database, DataFolder folder, TimeProvider clock)
    {
        _database = database;
        Districts = new DistrictBook(database);
        People = new People(database, clock);
        Grants = new Grants(database, clock);
        Imports = new ImportHistory(database, clock);
        Schedules = new ScheduleBook(database);
        Runs = new RunHistory(database, clock);
        Models = new ModelCards(database, clock);
        Overrides = new ModelOverrides(database, clock);
        Quality = new QualityBook(database, clock);
        Sources = new SourceBook(database, folder, clock);
        Settings = new SettingsBook(database, clock);
        Rules = new RuleBook(database, clock);
        Matches = new StudentMatches(database, clock);
        Mappings = new MappingBook(database, clock);
        Capacity = new CapacityBook(database, clock);
        Audit = new AuditTrail(database, clock);
    }

    public DistrictBook Districts { get; }
    public People People { get; }
    public Grants Grants { get; }
    public ImportHistory Imports { get; }
    public ScheduleBook Schedules { get; }
    public RunHistory Runs { get; }
    public ModelCards Models { get; }
    public ModelOverrides Overrides { get; }
    public QualityBook Quality { get; }
    public SourceBook Sources { get; }
    public SettingsBook Settings { get; }
    public RuleBook Rules { get; }
    public StudentMatches Matches { get; }
    public MappingBook Mappings { get; }
    public CapacityBook Capacity { get; }
    public AuditTrail Audit { get; }

    /// <summary>Opens the records of a data folder, wherever they are, and brings them to this version's shape.</summary>
    /// <exception cref="StoreBusy">They are on a server that does not answer.</exception>
    /// <exception cref="SecretUnreadable">They are on a server, and nothing says how to reach it.</exception>
    /// <exception cref="RecordsUnusable">They come from a newer version, or have been upgraded in another way.</exception>
    public static RecordStore Open(DataFolder folder, TimeProvider clock)
    {
        StoreSwap.Finish(folder);
        return Open(folder, new RecordsPlace(folder).Now, clock);
    }

    /// <summary>Opens the records of a data folder at a place, whatever the setting says.</summary>
    static RecordStore Open(DataFolder folder, StorePlace place, TimeProvider clock)
    {
        if (place.Connection is { } server)
            return Open(new SqlServerRecords(server), folder, clock);
        var isNew = !File.Exists(folder.Records);
        var opened = Open(new Sqlite(folder.Records), folder, clock);
        if (isNew && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Records, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return opened;
    }

    /// <summary>The same on an engine at hand, which the store then owns.</summary>
    internal static RecordStore Open(RecordsEngine engine, DataFolder folder, TimeProvider clock)
    {
        var database = new RecordsDatabase(engine);
        try
        {
            RecordsUpgrade.Apply(database, folder, clock);
            engine.Settle();
            return new RecordStore(database, folder, clock);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>False where the records are on a server, whose own tools back them up.</summary>
    public bool CanBackUp => _database.Engine.CanCopy;

    /// <summary>Copies the whole store to a new file, also while the service runs.</summary>
    /// <exception cref="NotSupportedException">The records are on a server, whose own tools back them up.</exception>
    public void Backup(string toFile) => _database.Engine.CopyTo(toFile);

    /// <summary>How the server backs the records up; null where they are a file, which is copied.</summary>
    /// <param name="now">The moment that the backup is named by.</param>
    public ServerBackup? BackupOfServer(DateTimeOffset now) => _database.Engine.BackupOfServer(now);

    /// <summary>What the database server has and lacks for the records; empty where they are a file.</summary>
    public IReadOnlyList<ServerAbility> Server => _database.Engine.Server;

    /// <summary>What is wrong with the store: faults of the file, and a broken audit; empty when it is sound.</summary>
    public IReadOnlyList<string> Faults() => [.. _database.Engine.Faults(), .. Audit.Verify()];

    public void Dispose() => _database.Dispose();
}
