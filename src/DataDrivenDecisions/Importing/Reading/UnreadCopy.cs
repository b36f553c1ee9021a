using System.IO.Compression;
using System.Text;
using DataDrivenDecisions.Importing.Reading.Sources;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>
/// Keeps, beside a delivery's copy, what of it was not read: files that are no tables, and sheets that no format knows. The copy is read
/// again when loads are undone, and is to say then what it said at first; what was not read lies in a zip of its own.
/// </summary>
internal static class UnreadCopy
{
    const int Block = 64 * 1024;

    /// <summary>Writes what was not read beside the copy of a hash; the same again is left as it is.</summary>
    public static void Keep(string folder, string hash, Delivery delivery, IReadOnlyList<Survey> files, ImportLimits limits)
    {
        var tables = files.SelectMany(f => f.File.UnreadTables).Distinct().ToList();
        if (delivery.PassedOver.Count + tables.Count == 0)
            return;
        // A delivery is known by its tables alone, and the same tables may come with another letter beside them.
        var path = Path.Combine(folder, $"{hash}-unread-{Delivery.Hash(delivery.PassedOver)[..16]}.zip");
        Archive.Whole(path, zip =>
        {
            foreach (var file in delivery.PassedOver)
                Copy(zip, file);
            foreach (var table in tables)
                Copy(zip, table, limits);
        });
    }

    // Text is searched for Social Security numbers and kept without them; what is no text cannot be searched and is kept as it came.
    static void Copy(ZipArchive zip, DeliveredFile file)
    {
        if (DecodingOf(file) is not { } decoding || !Blocks(file, decoding).Any(Secret.IsValue))
        {
            Archive.Copy(zip, file);
            return;
        }
        using var to = new StreamWriter(zip.CreateEntry(Archive.EntryName(file), CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        foreach (var block in Blocks(file, decoding))
            to.Write(Secret.Without(block));
    }

    // Nothing tells where its header stands: what stands below a word for a secret goes, wherever that is.
    static void Copy(ZipArchive zip, RecordSource table, ImportLimits limits)
    {
        using var records = table.Open(limits);
        using var to = Archive.NewText(zip, Archive.EntryName(table));
        var secrets = new HashSet<int>();
        void Write(IReadOnlyList<string> fields)
        {
            to.WriteLine(CsvText.Line(fields.Select((field, i) => secrets.Contains(i) ? "" : Secret.Without(field)), ','));
            secrets.UnionWith(Enumerable.Range(0, fields.Count).Where(i => Secret.IsHeader(fields[i])));
        }
        if (table.Columns is { } columns)
            Write(columns);
        while (records.Read())
            Write([.. records.Fields]);
    }

    static TextDecoding? DecodingOf(DeliveredFile file)
    {
        try
        {
            using var stream = file.Open();
            return TextDecoding.Of(file.Name, stream);
        }
        catch (ImportRejected)
        {
            return null;
        }
    }

    /// <summary>The text in blocks, none of which ends within a number.</summary>
    static IEnumerable<string> Blocks(DeliveredFile file, TextDecoding decoding)
    {
        using var text = decoding.Open(file.Open());
        var buffer = new char[Block];
        var rest = "";
        while (text.ReadBlock(buffer, 0, Block) is > 0 and var length)
        {
            var block = rest + new string(buffer, 0, length);
            var end = block.Length;
            while (end > 0 && (char.IsAsciiDigit(block[end - 1]) || block[end - 1] == '-'))
                end--;
            // A text of digits alone is no number that anybody has.
            end = end == 0 ? block.Length : end;
            rest = block[end..];
            yield return block[..end];
        }
        yield return rest;
    }
}
