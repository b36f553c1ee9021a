using System.IO.Compression;
using System.Text;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Deals the rows and the columns of a delivery's tables anew, repeatably, and leaves every field as it was written.</summary>
sealed class ShuffledTables(int seed)
{
    static readonly string[] Endings = [".csv", ".tsv", ".txt"];

    // One char a byte: whatever the encoding is, what is written back is what was read.
    static readonly Encoding Bytes = Encoding.Latin1;
    static readonly string Mark = Bytes.GetString(Encoding.UTF8.Preamble);

    readonly Random _random = new(seed);

    /// <summary>Writes a shuffled zip, folder or file beside the name given and returns its path; what is no table is copied.</summary>
    public string Delivery(string source, string target)
    {
        if (Directory.Exists(source))
        {
            foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                Write(Path.Combine(target, Path.GetRelativePath(source, file)), Of(file, File.ReadAllBytes(file)));
        }
        else if (source.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            Zip(source, target);
        else
            Write(target, Of(source, File.ReadAllBytes(source)));
        return target;
    }

    void Zip(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var from = ZipFile.OpenRead(source);
        using var to = ZipFile.Open(target, ZipArchiveMode.Create);
        foreach (var entry in from.Entries.Where(e => e.Name.Length > 0))
        {
            using var content = new MemoryStream();
            using (var read = entry.Open())
                read.CopyTo(content);
            using var written = to.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
            written.Write(Of(entry.Name, content.ToArray()));
        }
    }

    static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    byte[] Of(string name, byte[] content) => Endings.Contains(Path.GetExtension(name).ToLowerInvariant()) ? Table(content) : content;

    byte[] Table(byte[] content)
    {
        var text = Bytes.GetString(content);
        var mark = text.StartsWith(Mark, StringComparison.Ordinal) ? Mark : "";
        var delimiter = new[] { ',', '\t', ';', '|' }.MaxBy(d => text.AsSpan(0, text.IndexOf('\n') is >= 0 and var end ? end : text.Length).Count(d));
        var records = Records(text[mark.Length..], delimiter).Where(r => r is not [""]).ToList();
        if (records.Count == 0 || records[0].Count < 2)
            return content; // fixed positions
        var rows = records.Skip(1).ToArray();
        _random.Shuffle(rows);
        var places = Enumerable.Range(0, records[0].Count).ToArray();
        _random.Shuffle(places);
        var all = rows.Prepend(records[0]).Select(r => string.Join(delimiter, Dealt(r, places)));
        return Bytes.GetBytes(mark + string.Join("\r\n", all) + "\r\n");
    }

    // A row that is too short is rejected whole, and what stands beyond the last column stays there.
    static IEnumerable<string> Dealt(List<string> fields, int[] places) =>
        fields.Count < places.Length ? fields : places.Select(p => fields[p]).Concat(fields.Skip(places.Length));

    /// <summary>The fields of each record with their quotes; a line break inside quotes is part of its field.</summary>
    static IEnumerable<List<string>> Records(string text, char delimiter)
    {
        var (start, isQuoted) = (0, false);
        var fields = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && (text[i] == delimiter || text[i] == '\n'))
            {
                fields.Add(text[start..i].TrimEnd('\r'));
                start = i + 1;
                if (text[i] == '\n')
                {
                    yield return fields;
                    fields = [];
                }
            }
        }
        if (start < text.Length || fields.Count > 0)
            yield return [.. fields, text[start..].TrimEnd('\r')];
    }
}
