using System.IO.Compression;

namespace DataDrivenDecisions.SampleDistrict;

/// <summary>One zip of the sample district, with fixed times so that the same content is the same file.</summary>
internal sealed class SampleZip(string name)
{
    static readonly DateTimeOffset Stamp = new(2026, 3, 13, 0, 0, 0, TimeSpan.Zero);
    readonly List<(string Name, CsvTable Table, bool Windows1252)> _entries = [];

    /// <summary>Path below the sample folder, with forward slashes.</summary>
    public string Name => name;

    public SampleZip With(string entry, CsvTable table, bool windows1252 = false)
    {
        _entries.Add((entry, table, windows1252));
        return this;
    }

    public CsvTable this[string entry] => _entries.Single(e => e.Name == entry).Table;

    public void Write(string folder)
    {
        var path = Path.Combine([folder, .. name.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (entryName, table, windows1252) in _entries)
        {
            var entry = zip.CreateEntry(entryName, CompressionLevel.Optimal);
            entry.LastWriteTime = Stamp;
            using var content = entry.Open();
            table.WriteTo(content, windows1252);
        }
    }
}
