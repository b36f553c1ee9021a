using CsvHelper;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>A file whose format, header and way of writing are known.</summary>
internal sealed record RecognizedFile
{
    public required DeliveredFile File { get; init; }
    public required Format Format { get; init; }
    public required Header Header { get; init; }
    public required Cutting Cutting { get; init; }

    /// <summary>The line that the header stands on.</summary>
    public required long HeaderLine { get; init; }

    /// <summary>Lines before the header.</summary>
    public required long Preamble { get; init; }
}

/// <summary>Tells by a file's header which format it is.</summary>
internal sealed class Recognition(IReadOnlyList<Format> formats, ImportLimits limits)
{
    const int HeadCharacters = 512 * 1024;
    static readonly char[] Delimiters = [',', '\t', ';', '|'];

    /// <summary>Finds the file's format.</summary>
    /// <exception cref="ImportRejected">No format fits; it names the nearest one and the columns it would need.</exception>
    public RecognizedFile Recognize(DeliveredFile file)
    {
        var head = Head(file);
        if (string.IsNullOrWhiteSpace(head))
            throw new ImportRejected(file.Name, "The file is empty.", "Export it again, with its header line.");
        foreach (var forgiving in (bool[])[false, true])
        {
            var found = Delimiters.Select(d => Candidate(file, head, d, forgiving)).OfType<RecognizedFile>().MaxBy(f => f.Header.Known);
            if (found is not null)
                return found;
        }
        throw Unknown(file, head);
    }

    static string Head(DeliveredFile file)
    {
        TextDecoding decoding;
        using (var stream = file.Open())
            decoding = TextDecoding.Of(file.Name, stream);
        using var text = decoding.Open(file.Open());
        var head = new char[HeadCharacters];
        return new string(head, 0, text.ReadBlock(head, 0, head.Length));
    }

    RecognizedFile? Candidate(DeliveredFile file, string head, char delimiter, bool forgiving)
    {
        foreach (var (line, cells, before) in Lines(head, delimiter))
        {
            var fits = formats.Select(f => (Format: f, Header: Header.Match(cells, f, forgiving))).Where(f => f.Header.Missing.Count == 0).ToList();
            if (fits.Count == 0)
                continue;
            if (cells.Count > limits.Columns)
                throw new ImportRejected(file.Name, $"The file has more than {limits.Columns} columns.", "Check that its lines end where they should.");
            var (format, _) = fits.OrderByDescending(f => f.Header.Known).ThenByDescending(f => IsUsualName(file, f.Format)).First();
            return new RecognizedFile
            {
                File = file,
                Format = format,
                Header = Header.Match(cells, format, forgiving: true),
                Cutting = Cutting.With(delimiter),
                HeaderLine = line,
                Preamble = before,
            };
        }
        return null;
    }

    IEnumerable<(long Line, IReadOnlyList<string> Cells, long Before)> Lines(string head, char delimiter)
    {
        var before = 0;
        var lines = new List<(long, IReadOnlyList<string>, long)>();
        try
        {
            using var records = new RecordReader(new StringReader(head), Cutting.With(delimiter), limits);
            while (before <= limits.PreambleLines && records.Read())
                lines.Add((records.Line, [.. records.Fields.Take(records.Count)], before++));
        }
        catch (CsvFormatException)
        {
            // A line without end: what came before it may still be the header.
        }
        return lines;
    }

    static bool IsUsualName(DeliveredFile file, Format format) =>
        format.UsualFile is { } usual && Path.GetFileNameWithoutExtension(file.BareName).Equals(Path.GetFileNameWithoutExtension(usual), StringComparison.OrdinalIgnoreCase);

    ImportRejected Unknown(DeliveredFile file, string head)
    {
        var nearest = (
            from delimiter in Delimiters
            from line in Lines(head, delimiter)
            from format in formats
            let header = Header.Match(line.Cells, format, forgiving: true)
            let found = format.Headers.Count - header.Missing.Count
            orderby (double)found / format.Headers.Count descending, header.Known descending
            select (format, header.Missing, found)).FirstOrDefault();
        // One column alone resembles everything; but a format that was asked for is always worth naming.
        return nearest.format is null || (nearest.found < 2 && formats.Count > 1)
            ? new ImportRejected(file.Name, "No known format has this header.", "Check that it is an export of a known format, with its header line.")
            : new ImportRejected(
                file.Name,
                $"Its header fits no known format; the nearest is {nearest.format.Name}, which also needs the columns {string.Join(", ", nearest.Missing)}.",
                "Ask the vendor for an export with these columns.");
    }
}
