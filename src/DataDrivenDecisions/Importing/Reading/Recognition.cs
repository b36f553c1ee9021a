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
    const int HeadCharacters = 256 * 1024;
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
        foreach (var line in Lines(head, delimiter))
        {
            // Misspelt headers are worth a look only where most of the others are right.
            var fits = formats.Where(f => line.Lacks(f).Count is var lacking && (lacking == 0 || (forgiving && lacking * 2 <= f.Headers.Count)))
                .Select(f => (Format: f, Header: line.Match(f))).Where(f => f.Header.Missing.Count == 0).ToList();
            if (fits.Count == 0)
                continue;
            if (line.Cells.Count > limits.Columns)
                throw new ImportRejected(file.Name, $"The file has more than {limits.Columns} columns.", "Check that its lines end where they should.");
            var (format, header) = fits.OrderByDescending(f => f.Header.Known).ThenByDescending(f => IsUsualName(file, f.Format)).First();
            return new RecognizedFile { File = file, Format = format, Header = header, Cutting = Cutting.With(delimiter), HeaderLine = line.Number, Preamble = line.Before };
        }
        return null;
    }

    /// <summary>The lines among which the header is looked for.</summary>
    List<HeadLine> Lines(string head, char delimiter)
    {
        var lines = new List<HeadLine>();
        try
        {
            using var records = new RecordReader(new StringReader(head), Cutting.With(delimiter), limits);
            while (lines.Count <= limits.PreambleLines && records.Read())
                lines.Add(new HeadLine(records.Line, lines.Count, [.. records.Fields.Take(records.Count)]));
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
            let lacks = line.Lacks(format)
            let found = format.Headers.Count - lacks.Count
            orderby (double)found / format.Headers.Count descending, found descending
            select (format, lacks, found)).FirstOrDefault();
        // One column alone resembles everything; but a format that was asked for is always worth naming.
        return nearest.format is null || (nearest.found < 2 && formats.Count > 1)
            ? new ImportRejected(file.Name, "No known format has this header.", "Check that it is an export of a known format, with its header line.")
            : new ImportRejected(
                file.Name,
                $"Its header fits no known format; the nearest is {nearest.format.Name}, which also needs the columns {string.Join(", ", nearest.lacks)}.",
                "Ask the vendor for an export with these columns.");
    }

    /// <summary>One of the first lines of a file, which may be its header.</summary>
    /// <param name="Number">Its line in the file.</param>
    /// <param name="Before">How many records stand before it.</param>
    /// <param name="Cells">Its fields.</param>
    sealed record HeadLine(long Number, long Before, IReadOnlyList<string> Cells)
    {
        readonly IReadOnlyList<string> _plain = [.. Cells.Select(Header.Plain)];
        readonly HashSet<string> _words = [.. Cells.Select(Header.Plain)];

        public IReadOnlyList<string> Lacks(Format format) => Header.Lacking(_words, format);

        public Header Match(Format format) => Header.Match(Cells, _plain, format);
    }
}
