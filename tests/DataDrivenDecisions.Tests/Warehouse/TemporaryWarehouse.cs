using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Tests.Engines;
using DataDrivenDecisions.Warehouse;
using Microsoft.Extensions.Time.Testing;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>A real warehouse in a folder of its own, gone with the test.</summary>
sealed class TemporaryWarehouse : IDisposable
{
    public static readonly DateOnly Day = new(2026, 3, 13);

    readonly string _folder = Directory.CreateTempSubdirectory("ddd-warehouse-").FullName;

    /// <summary>True while the test of this thread is to run on SQL Server.</summary>
    [ThreadStatic]
    internal static bool IsOnServer;

    readonly Func<string, WarehouseEngine>? _engine;
    readonly TemporaryDatabase? _database;

    /// <param name="today">The district's day.</param>
    /// <param name="engine">Makes the engine of a file; DuckDB as it is when null.</param>
    public TemporaryWarehouse(DateOnly? today = null, Func<string, WarehouseEngine>? engine = null)
    {
        _engine = engine;
        _database = engine is null && IsOnServer ? new TemporaryDatabase() : null;
        Clock = new FakeTimeProvider(new DateTimeOffset((today ?? Day).ToDateTime(new TimeOnly(18, 0)), TimeSpan.Zero));
        EmptyWarehouse.CopyTo(File);
        Store = Open();
    }

    public FakeTimeProvider Clock { get; }

    public DataWarehouse Store { get; private set; }

    public string File => Path.Combine(_folder, "warehouse.duckdb");

    public string Spool => Path.Combine(_folder, "spool");

    public Reader Leader => Store.As(Viewer.Nightly("test"));

    public DataWarehouse Open()
    {
        var settings = new WarehouseSettings { File = File, Spool = Spool, MemoryLimit = "1GB", Today = DateOnly.FromDateTime(Clock.GetUtcNow().Date), Server = _database?.Connection };
        if (_engine is null)
            return DataWarehouse.Open(settings, Clock);
        Directory.CreateDirectory(Spool);
        return DataWarehouse.Open(_engine(File), settings, Clock);
    }

    public void Reopen()
    {
        Store.Dispose();
        Store = Open();
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(_folder, recursive: true);
        _database?.Dispose();
    }
}
