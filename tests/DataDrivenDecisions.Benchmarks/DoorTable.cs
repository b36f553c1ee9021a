using System.Globalization;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>What becomes of every file below some folders: each folder is a district of its own, each delivery in it is imported in turn.</summary>
static class DoorTable
{
    public static int Run(string[] folders)
    {
        Console.WriteLine("| delivery | file | format | rows in | loaded | unchanged | rejected | duplicate | held | top reason |");
        Console.WriteLine("|---|---|---|--:|--:|--:|--:|--:|--:|---|");
        var all = folders.SelectMany(Of).ToList();
        Console.WriteLine(Line("all", "", "", all, ""));
        return 0;
    }

    // A folder whose files belong together is one delivery; where that is refused, each thing in it is tried alone.
    static IReadOnlyList<ImportReport> Of(string folder)
    {
        using var district = new PassingDistrict();
        var whole = district.Import(folder);
        var reports = whole.All(r => r.State != ImportState.Refused) || File.Exists(folder) ? whole
            : Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal).SelectMany(Alone).ToList();
        if (ReferenceEquals(reports, whole))
            foreach (var r in reports)
                Console.WriteLine(Line(Path.GetFileName(folder), r.File, r.Format ?? "–", [r], Reason(r)));
        return reports;
    }

    static IReadOnlyList<ImportReport> Alone(string entry) => Directory.Exists(entry) || File.Exists(entry) ? Of(entry) : [];

    static string Reason(ImportReport r) =>
        r.Refusal ?? (r.Causes.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"{r.Causes[0].Count:N0} × {r.Causes[0].Rule}: {r.Causes[0].Reason}") : "");

    static string Line(string delivery, string file, string format, IReadOnlyList<ImportReport> r, string reason) => string.Create(CultureInfo.InvariantCulture,
        $"| {delivery} | {file} | {format} | {r.Sum(x => x.RowsIn):N0} | {r.Sum(x => x.Loaded):N0} | {r.Sum(x => x.Unchanged):N0} | {r.Sum(x => x.Rejected):N0} | {r.Sum(x => x.Duplicate):N0} | {r.Sum(x => x.Held):N0} | {reason.Replace('|', '/')} |");

    /// <summary>A district that lasts for one delivery.</summary>
    sealed class PassingDistrict : IDisposable
    {
        readonly string _folder = Directory.CreateTempSubdirectory("ddd-doors-").FullName;
        readonly DataWarehouse _warehouse;

        public PassingDistrict() => _warehouse = DataWarehouse.Open(
            new WarehouseSettings { File = Path.Combine(_folder, "warehouse.duckdb"), Spool = Path.Combine(_folder, "spool") }, TimeProvider.System);

        public IReadOnlyList<ImportReport> Import(string path) => new Importer(_warehouse, null, TimeProvider.System).Import([path], new ImportOptions { By = "benchmark" });

        public void Dispose()
        {
            _warehouse.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
