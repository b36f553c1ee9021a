using CsvHelper;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing.Reading.Sources;

namespace DataDrivenDecisions.Importing;

/// <summary>Reads any flat table of text (comma, semicolon, tab or bar between fields; any usual encoding) as it stands, for questions outside the warehouse.</summary>
public static class TableFile
{
    const int LinesLookedAt = 50;
    static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>The table of a file: the first line that is not blank names the columns.</summary>
    /// <exception cref="ImportRejected">The file is not there, is no text, has no rows, or its rows are not as wide as its header.</exception>
    public static FlatTable Read(string path, ImportLimits? limits = null)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
            throw new ImportRejected(name, "There is no such file.", "Check the path; a relative one starts at the shell's folder.");
        return Read(name, () => File.OpenRead(path), limits);
    }

    /// <summary>The table of what a form brought: pasted text or a small file, which is opened more than once.</summary>
    /// <exception cref="ImportRejected">It is no text, has no rows, or its rows are not as wide as its header.</exception>
    public static FlatTable Read(string name, Func<Stream> open, ImportLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        var bounds = limits ?? ImportLimits.Default;
        try
        {
            var delimiter = Delimiters.MaxBy(d => Fit(open, name, d, bounds));
            return Table(name, Records(open, name, delimiter, bounds).ToList());
        }
        catch (CsvFormatException unreadable)
        {
            throw new ImportRejected(name, $"A line of the file cannot be read ({unreadable.GetType().Name}).", "Look for a quote that is opened and never closed.");
        }
    }

    static FlatTable Table(string name, List<(long Line, string[] Fields)> records)
    {
        if (records.Count < 2)
            throw new ImportRejected(name, "The file has no rows below a header.", "Export it again, with its header line.");
        var header = records[0].Fields;
        var uneven = records.Find(r => r.Fields.Length != header.Length);
        if (uneven.Fields is not null)
        {
            throw new ImportRejected(name, $"Line {uneven.Line} has {uneven.Fields.Length} fields and the header has {header.Length}.",
                "Look for a missing delimiter there, or put quotes around a value that holds the delimiter.");
        }
        if (header.GroupBy(h => h, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ImportRejected(name, $"Two columns are named \"{twice.Key}\".", "Rename one of them.");
        return new FlatTable(header, [.. records.Skip(1).Select(r => r.Fields)]);
    }

    /// <summary>How well a delimiter cuts the head of the file: the columns of the header, when the lines below agree with it.</summary>
    static int Fit(Func<Stream> open, string name, char delimiter, ImportLimits limits)
    {
        try
        {
            var widths = Records(open, name, delimiter, limits).Take(LinesLookedAt).Select(r => r.Fields.Length).ToList();
            return widths.Count == 0 ? 0 : widths.Count(w => w == widths[0]) * (widths[0] - 1);
        }
        catch (CsvFormatException)
        {
            return 0;
        }
    }

    static IEnumerable<(long Line, string[] Fields)> Records(Func<Stream> open, string name, char delimiter, ImportLimits limits)
    {
        TextDecoding decoding;
        using (var head = open())
            decoding = TextDecoding.Of(name, head);
        using var reader = DelimitedReader.Of(open(), decoding, Cutting.With(delimiter), limits);
        while (reader.Read())
        {
            if (!reader.IsBlank)
                yield return (reader.Line, [.. reader.Fields]);
        }
    }
}
