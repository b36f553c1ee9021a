using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Tests.Warehouse;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>A fresh district with a real warehouse to import into and to read back from.</summary>
internal sealed class ImportedDistrict : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("ddd-district-").FullName;

    public ImportedDistrict(DateOnly? today = null)
    {
        Warehouse = DataWarehouse.Open(
            new WarehouseSettings { File = EmptyWarehouse.CopyTo(Path.Combine(_folder, "warehouse.duckdb")), Spool = Path.Combine(_folder, "spool"), Today = today ?? ImportBench.Today }, TimeProvider.System);
        Importer = new Importer(Warehouse, null, TimeProvider.System);
    }

    public DataWarehouse Warehouse { get; }

    public Importer Importer { get; }

    public IReadOnlyList<ImportReport> Import(string path) => Importer.Import([path], ImportBench.Options);

    public IReadOnlyList<T> Ask<T>(string text) => Warehouse.As(Viewer.Operator("test")).Ask(new Query<T>(text));

    public long Count(string view) => Ask<long>($"SELECT COUNT(*) FROM seen.{view}").Single();

    public void Dispose()
    {
        Warehouse.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
