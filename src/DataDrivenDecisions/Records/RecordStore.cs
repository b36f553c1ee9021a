namespace DataDrivenDecisions.Records;

/// <summary>What people write and what the service remembers: districts, people, grants, deliveries, sources, schedules, runs, model cards, data quality, matched students, lists of whom to see, settings and the audit.</summary>
public sealed class RecordStore : IDisposable
{
    readonly RecordsFile _file;

    RecordStore(RecordsFile file, DataFolder folder, TimeProvider clock)
    {
        _file = file;
        Districts = new DistrictBook(file);
        People = new People(file, clock);
        Grants = new Grants(file, clock);
        Imports = new ImportHistory(file, clock);
        Schedules = new ScheduleBook(file);
        Runs = new RunHistory(file, clock);
        Models = new ModelCards(file, clock);
        Overrides = new ModelOverrides(file, clock);
        Quality = new QualityBook(file, clock);
        Sources = new SourceBook(file, folder, clock);
        Settings = new SettingsBook(file, clock);
        Matches = new StudentMatches(file, clock);
        Mappings = new MappingBook(file, clock);
        Capacity = new CapacityBook(file, clock);
        Audit = new AuditTrail(file, clock);
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
    public StudentMatches Matches { get; }
    public MappingBook Mappings { get; }
    public CapacityBook Capacity { get; }
    public AuditTrail Audit { get; }

    /// <summary>Opens the records of a data folder, and brings them to this version's shape.</summary>
    public static RecordStore Open(DataFolder folder, TimeProvider clock)
    {
        StoreSwap.Finish(folder);
        var isNew = !File.Exists(folder.Records);
        var file = new RecordsFile(folder.Records);
        try
        {
            RecordsUpgrade.Apply(file, folder, clock);
            if (isNew && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(folder.Records, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return new RecordStore(file, folder, clock);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Copies the whole store to a new file, also while the service runs.</summary>
    public void Backup(string toFile) => _file.CopyTo(toFile);

    /// <summary>What is wrong with the store: faults of the file, and a broken audit; empty when it is sound.</summary>
    public IReadOnlyList<string> Faults() => [.. _file.Faults(), .. Audit.Verify()];

    public void Dispose() => _file.Dispose();
}
