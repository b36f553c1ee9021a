using DataDrivenDecisions.Warehouse;
using Microsoft.Extensions.Time.Testing;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>A real warehouse in a folder of its own, gone with the test.</summary>
sealed class TemporaryWarehouse : IDisposable
{
    public static readonly DateOnly Day = new(2026, 3, 13);

    readonly string _folder = Directory.CreateTempSubdirectory("ddd-warehouse-").FullName;

    public TemporaryWarehouse(DateOnly? today = null)
    {
        Clock = new FakeTimeProvider(new DateTimeOffset((today ?? Day).ToDateTime(new TimeOnly(18, 0)), TimeSpan.Zero));
        EmptyWarehouse.CopyTo(File);
        Store = Open();
    }

    public FakeTimeProvider Clock { get; }

    public DataWarehouse Store { get; private set; }

    public string File => Path.Combine(_folder, "warehouse.duckdb");

    public string Spool => Path.Combine(_folder, "spool");

    public Reader Leader => Store.As(Viewer.Nightly("test"));

    public DataWarehouse Open() => DataWarehouse.Open(
        new WarehouseSettings { File = File, Spool = Spool, MemoryLimit = "1GB", Today = DateOnly.FromDateTime(Clock.GetUtcNow().Date) }, Clock);

    public void Reopen()
    {
        Store.Dispose();
        Store = Open();
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
