using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Tests.Warehouse;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>A fresh district with a real warehouse to import into and to read back from.</summary>
internal sealed class ImportedDistrict : IDisposable
{
    static readonly Lazy<byte[]> SmallSample = new(LoadSmallSample);

    readonly string _folder = Directory.CreateTempSubdirectory("ddd-district-").FullName;

    /// <param name="today">The district's day.</param>
    /// <param name="threads">How many threads a question may use: 0 for one for each core, as on a server, null for what the test run sets.</param>
    public ImportedDistrict(DateOnly? today = null, int? threads = null)
        : this(null, today, threads)
    {
    }

    ImportedDistrict(byte[]? warehouse, DateOnly? today, int? threads)
    {
        var file = Path.Combine(_folder, "warehouse.duckdb");
        if (warehouse is null)
            EmptyWarehouse.CopyTo(file);
        else
            File.WriteAllBytes(file, warehouse);
        var settings = new WarehouseSettings
        {
            File = file, Spool = Path.Combine(_folder, "spool"), Threads = threads ?? ThreadAllowance.OfProcess, Today = today ?? ImportBench.Today,
        };
        Warehouse = DataWarehouse.Open(settings, TimeProvider.System);
        Importer = new Importer(Warehouse, null, TimeProvider.System);
    }

    /// <summary>The sample district with 200 students and all that it sends; it is loaded once and copied.</summary>
    public static ImportedDistrict OfSmallSample() => new(SmallSample.Value, MapleValley.Day, null);

    public DataWarehouse Warehouse { get; }

    public Importer Importer { get; }

    public IReadOnlyList<ImportReport> Import(string path) => Importer.Import([path], ImportBench.Options);

    public IReadOnlyList<T> Ask<T>(string text) => Warehouse.As(Viewer.Operator("test")).Ask(new Query<T>(text));

    public long Count(string view) => Ask<long>($"SELECT COUNT(*) FROM seen.{view}").Single();

    static byte[] LoadSmallSample()
    {
        using var district = new ImportedDistrict(MapleValley.Day);
        var sample = Path.Combine(district._folder, "sample");
        MapleValley.Write(sample, new SampleOptions { Students = 200 });
        foreach (var zip in MapleValley.HistoryZips.Concat(MapleValley.TodayZips))
            district.Importer.Import([Path.Combine(sample, zip)], ImportBench.Options with { Source = zip.Contains("oneroster", StringComparison.OrdinalIgnoreCase) ? "sis" : "other" });
        district.Warehouse.Backup(Path.Combine(district._folder, "copy.duckdb"));
        return File.ReadAllBytes(Path.Combine(district._folder, "copy.duckdb"));
    }

    public void Dispose()
    {
        Warehouse.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
