using DataDrivenDecisions.Warehouse;
using Microsoft.Extensions.Time.Testing;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>A warehouse file that is upgraded and empty: making one takes longer than most tests, so it is made once and copied.</summary>
static class EmptyWarehouse
{
    static readonly Lazy<byte[]> Made = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("ddd-warehouse-").FullName;
        var file = Path.Combine(folder, "empty.duckdb");
        using (DataWarehouse.Open(new WarehouseSettings { File = file, Spool = Path.Combine(folder, "spool") }, new FakeTimeProvider()))
        {
        }

        var bytes = File.ReadAllBytes(file);
        Directory.Delete(folder, recursive: true);
        return bytes;
    });

    /// <summary>Writes it where a test wants its own and returns the path.</summary>
    public static string CopyTo(string path)
    {
        File.WriteAllBytes(path, Made.Value);
        return path;
    }
}
