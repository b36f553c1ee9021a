using DataDrivenDecisions.Tests.Warehouse;

namespace DataDrivenDecisions.Tests.Engines;

/// <summary>
/// A fixture that runs on DuckDB, and a second time on SQL Server where DDD_TEST_SQLSERVER holds a connection string; without one, a single test says that nothing ran there.
/// </summary>
/// <param name="engine">duckdb or sqlserver.</param>
[TestFixtureSource(typeof(OnEachEngine), nameof(Engines))]
public abstract class OnEachEngine(string engine)
{
    /// <summary>The engines that can be met in this run.</summary>
    public static IEnumerable<string> Engines => TemporaryDatabase.Server is null ? ["duckdb"] : ["duckdb", "sqlserver"];

    [SetUp]
    public void Choose() => TemporaryWarehouse.IsOnServer = engine == "sqlserver";

    [TearDown]
    public void Forget() => TemporaryWarehouse.IsOnServer = false;
}
