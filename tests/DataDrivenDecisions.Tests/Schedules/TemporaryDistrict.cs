using System.IO.Compression;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Tests.Warehouse;
using Microsoft.Extensions.Time.Testing;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>A district with its records, warehouse and archive in a folder of its own, gone with the test.</summary>
sealed class TemporaryDistrict : IDisposable
{
    readonly string _path = Path.Combine(Path.GetTempPath(), "ddd-safe-" + Guid.NewGuid().ToString("N")[..12]);
    readonly DataFolder _data;
    readonly DistrictRecord _place = new() { Slug = "elm", Name = "Elm County", TimeZone = "America/Chicago" };

    public TemporaryDistrict()
    {
        _data = DataFolder.At(_path);
        Records = RecordStore.Open(_data, Clock);
        Records.Districts.Add(_place);
        EmptyWarehouse.CopyTo(_data.District("elm").Warehouse);
        District = District.Open(_place, _data, Records, Clock);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 18, 0, 0, TimeSpan.Zero));

    public RecordStore Records { get; }

    public District District { get; private set; }

    public string Hash => District.Warehouse.Hash();

    /// <summary>Writes a file into the working folder and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_path, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a zip of texts and returns its path.</summary>
    public string Zip(string name, IEnumerable<(string Name, string Text)> entries)
    {
        var path = Path.Combine(_path, name);
        File.Delete(path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (entry, text) in entries)
        {
            using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
            writer.Write(text);
        }
        return path;
    }

    /// <summary>Imports what lies at a path, an hour after the one before; the history's number of it.</summary>
    public long Import(string path, string? source = null)
    {
        Clock.Advance(TimeSpan.FromHours(1));
        var reports = District.Importer.Import([path], new ImportOptions { By = "coordinator", Source = source, Archive = District.Folder.Archive });
        return reports[0].Import!.Value;
    }

    public ImportedDelivery Show(long import) => Records.Imports.Show("elm", import)!;

    public void Undo(long import) => UndoneImport.Undo(District, import, "coordinator");

    public void Reopen()
    {
        District.Dispose();
        District = District.Open(_place, _data, Records, Clock);
    }

    public void Dispose()
    {
        District.Dispose();
        Records.Dispose();
        Directory.Delete(_path, recursive: true);
    }
}
