using System.IO.Compression;
using System.Text;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>An importer with a warehouse that only counts, and a folder to put deliveries in.</summary>
internal sealed class ImportBench : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("ddd-import-").FullName;
    readonly List<Arrival> _arrivals = [];

    /// <summary>The clock's day of every test here.</summary>
    public static readonly DateOnly Today = new(2026, 11, 20);

    /// <summary>What the last import handed to the warehouse.</summary>
    public IReadOnlyList<Arrival> Arrivals => _arrivals;

    /// <summary>What each file of the last import meant for rows it does not name.</summary>
    public Dictionary<string, Merge> Merges { get; } = [];

    public ImportLimits Limits { get; init; } = ImportLimits.Default;

    /// <summary>Changes the warehouse's account, to see whether the importer believes it.</summary>
    public Func<FileResult, FileResult> Account { get; init; } = file => file;

    /// <summary>What the district has mapped itself.</summary>
    public IReadOnlyList<Format> Mappings { get; init; } = [];

    public IReadOnlyList<KnownSchool> Schools { get; init; } = [];

    /// <summary>Answers for an earlier load of the same source and hash.</summary>
    public Func<string, string, IReadOnlyList<KnownLoad>> SameLoad { get; set; } = (_, _) => [];

    public string Folder => _folder;

    public static ImportOptions Options { get; } = new() { By = "test" };

    /// <summary>Writes a file of a delivery and returns its path.</summary>
    public string File(string name, string text, Encoding? encoding = null) =>
        File(name, [.. (encoding ?? new UTF8Encoding(false)).GetPreamble(), .. (encoding ?? new UTF8Encoding(false)).GetBytes(text)]);

    public string File(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Zip(string name, params (string Name, string Text)[] entries)
    {
        var path = Path.Combine(_folder, name);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (entry, text) in entries)
        {
            using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
            writer.Write(text);
        }
        return path;
    }

    public IReadOnlyList<ImportReport> Import(string path, ImportOptions? options = null)
    {
        _arrivals.Clear();
        var door = new WarehouseDoor
        {
            Load = Load,
            Today = () => Today,
            Known = new KnownFacts { SameLoad = SameLoad, Schools = () => Schools, Calendars = () => [], Students = () => [], Assignments = () => [], Roles = () => [] },
        };
        return new Importer(door, null, TimeProvider.System, Limits) { Mappings = () => Mappings }.Import([path], options ?? Options);
    }

    public ImportReport ImportOne(string path, ImportOptions? options = null) => Import(path, options).Single();

    /// <summary>Imports one file of the text given.</summary>
    public ImportReport ImportText(string text, string name = "file.csv", Encoding? encoding = null) => ImportOne(File(name, text, encoding));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    LoadResult Load(Batch batch)
    {
        var files = new List<FileResult>();
        foreach (var file in batch.Files)
        {
            Merges[file.Name] = file.Merge;
            var rows = file.Rows.ToList();
            _arrivals.AddRange(rows);
            files.Add(Account(new FileResult { Name = file.Name, Added = rows.Select(r => r.Line).Distinct().LongCount() }));
        }
        if (batch.Veto(files) is { } why)
            return new LoadResult { State = LoadState.Refused, Refusal = why, Files = files };
        return new LoadResult { Load = batch.IsDryRun ? null : 1, State = batch.IsDryRun ? LoadState.DryRun : LoadState.Committed, Files = files };
    }
}
