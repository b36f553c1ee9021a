using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DataDrivenDecisions.SampleDistrict;

namespace DataDrivenDecisions.Tests.SampleDistrict;

/// <summary>A sample folder as a reader sees it: the entries of its zips, their hashes and their rows.</summary>
internal sealed class SampleFiles(string folder)
{
    public static SampleFiles Committed { get; } = new(CommittedFolder);

    public static string CommittedFolder => Path.Combine(Repository.Root, "sample-data", "maple-valley");

    public static IEnumerable<string> Zips => MapleValley.HistoryZips.Concat(MapleValley.TodayZips);

    public long Bytes => Zips.Sum(z => new FileInfo(PathOf(z)).Length);

    /// <summary>SHA-256 of every unzipped entry, as "1-history/sis.zip!attendance.csv" and hash.</summary>
    public IReadOnlyList<string> Hashes()
    {
        var hashes = new List<string>();
        foreach (var zip in Zips)
        {
            using var archive = ZipFile.OpenRead(PathOf(zip));
            foreach (var entry in archive.Entries)
            {
                using var content = entry.Open();
                hashes.Add($"{zip}!{entry.FullName} {Convert.ToHexString(SHA256.HashData(content))}");
            }
        }
        return hashes;
    }

    /// <summary>The rows of one entry with their fields by column; rows with another number of fields than the header are left out.</summary>
    public IEnumerable<Dictionary<string, string>> Rows(string zip, string entry)
    {
        var lines = Lines(zip, entry);
        var header = Fields(lines[0]);
        foreach (var line in lines.Skip(1))
            if (Fields(line) is var fields && fields.Count == header.Count)
                yield return header.Zip(fields).ToDictionary(f => f.First, f => f.Second, StringComparer.Ordinal);
    }

    public string[] Lines(string zip, string entry)
    {
        using var archive = ZipFile.OpenRead(PathOf(zip));
        using var reader = new StreamReader(archive.GetEntry(entry)!.Open(), Encoding.Latin1);
        return reader.ReadToEnd().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    string PathOf(string zip) => Path.Combine([folder, .. zip.Split('/')]);

    static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        foreach (var c in line)
        {
            if (c == '"')
                isQuoted = !isQuoted;
            else if (c == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(c);
        }
        fields.Add(field.ToString());
        return fields;
    }
}
