using System.Globalization;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>What becomes of every file below some folders: each folder is a district of its own, each delivery in it is imported in turn.</summary>
sealed class DoorTable
{
    const string RosterOption = "--roster", FromIdsOption = "--roster-from-ids";

    readonly string? _roster;
    readonly bool _isRosterFromIds;

    DoorTable(string? roster, bool isRosterFromIds) => (_roster, _isRosterFromIds) = (roster, isRosterFromIds);

    /// <summary>Prints the table; 2 when the arguments say nothing that it can do.</summary>
    public static int Run(string[] args)
    {
        var folders = new List<string>();
        string? roster = null;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == RosterOption && i + 1 < args.Length)
                roster = args[++i];
            else if (args[i] != FromIdsOption)
                folders.Add(args[i]);
        }
        if (folders.Count == 0 || (roster is not null && !Path.Exists(roster)))
        {
            Console.Error.WriteLine($"doors [{RosterOption} FOLDER|FILE] [{FromIdsOption}] FOLDER…");
            return 2;
        }
        new DoorTable(roster, args.Contains(FromIdsOption)).Print(folders);
        return 0;
    }

    void Print(IReadOnlyList<string> folders)
    {
        if (_roster is not null)
            Console.WriteLine($"Every delivery comes into a district that has the roster {Path.GetFileName(Path.TrimEndingDirectorySeparator(_roster))}; the roster's own rows are not counted.\n");
        if (_isRosterFromIds)
            Console.WriteLine("Every delivery comes into a district whose roster was made of the student ids in its own files, so that results find their students; that roster is invented and its rows are not counted.\n");
        Console.WriteLine("| delivery | file | format | rows in | loaded | unchanged | rejected | duplicate | held | top reason |");
        Console.WriteLine("|---|---|---|--:|--:|--:|--:|--:|--:|---|");
        var all = new List<ImportReport>();
        foreach (var folder in folders)
        {
            var brought = Of(folder);
            foreach (var (delivery, report) in brought)
                Console.WriteLine(Line(delivery, report.File, report.Format ?? "–", [report], Reason(report)));
            var reports = brought.Select(b => b.Report).ToList();
            all.AddRange(reports);
            Console.WriteLine(Line($"all of {Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}", States(reports), "", reports, ""));
        }
        Console.WriteLine(Line("all", States(all), "", all, ""));
    }

    // A folder whose files belong together is one delivery. Where it is refused, or its parts get on better alone (the same sample in three layouts, two
    // districts side by side), each thing in it is a delivery of a district of its own.
    List<(string Delivery, ImportReport Report)> Of(string folder)
    {
        var whole = Import(folder).Select(r => (Path.GetFileName(folder), Report: r)).ToList();
        if (File.Exists(folder) || NotTaken(whole) == 0)
            return whole;
        var parts = Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal).SelectMany(Of).ToList();
        return whole.Exists(r => r.Report.State == ImportState.Refused) || NotTaken(parts) < NotTaken(whole) ? parts : whole;
    }

    static long NotTaken(List<(string Delivery, ImportReport Report)> reports) =>
        reports.Sum(r => r.Report.Rejected + r.Report.Duplicate + r.Report.Held + (r.Report.State == ImportState.Refused ? 1 : 0));

    IReadOnlyList<ImportReport> Import(string path)
    {
        using var district = new PassingDistrict();
        if (_roster is not null)
            district.Import(_roster);
        if (_isRosterFromIds && RosterFromIds.Write(path, district.Folder) is { } made)
            district.Import(made);
        return district.Import(path);
    }

    static string Reason(ImportReport r) =>
        r.Refusal ?? (r.Causes.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"{r.Causes[0].Count:N0} × {r.Causes[0].Rule}: {r.Causes[0].Reason}") : "");

    static string States(IReadOnlyList<ImportReport> reports) =>
        string.Join(", ", reports.GroupBy(r => r.State, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count():N0} {g.Key}")));

    static string Line(string delivery, string file, string format, IReadOnlyList<ImportReport> r, string reason) => string.Create(CultureInfo.InvariantCulture,
        $"| {delivery} | {file} | {format} | {r.Sum(x => x.RowsIn):N0} | {r.Sum(x => x.Loaded):N0} | {r.Sum(x => x.Unchanged):N0} | {r.Sum(x => x.Rejected):N0} | {r.Sum(x => x.Duplicate):N0} | {r.Sum(x => x.Held):N0} | {reason.Replace('|', '/')} |");

    /// <summary>A district that lasts for one delivery.</summary>
    sealed class PassingDistrict : IDisposable
    {
        readonly DataWarehouse _warehouse;

        public PassingDistrict() => _warehouse = DataWarehouse.Open(
            new WarehouseSettings { File = Path.Combine(Folder, "warehouse.duckdb"), Spool = Path.Combine(Folder, "spool") }, TimeProvider.System);

        public string Folder { get; } = Directory.CreateTempSubdirectory("ddd-doors-").FullName;

        public IReadOnlyList<ImportReport> Import(string path) => new Importer(_warehouse, null, TimeProvider.System).Import([path], new ImportOptions { By = "benchmark" });

        public void Dispose()
        {
            _warehouse.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
