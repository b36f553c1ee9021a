using CsvHelper;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Importing.Reading.Sources;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>A table of records whose format, header and way of writing are known.</summary>
internal sealed record RecognizedFile
{
    public required RecordSource Source { get; init; }
    public required Format Format { get; init; }
    public required Header Header { get; init; }

    /// <summary>The line that the header stands on; 0 where the columns are known without one.</summary>
    public required long HeaderLine { get; init; }

    /// <summary>Lines before the header.</summary>
    public required long Preamble { get; init; }

    /// <summary>Further tables of its file, which no format knows.</summary>
    public IReadOnlyList<RecordSource> UnreadTables { get; init; } = [];

    /// <summary>True when its file holds such tables.</summary>
    public bool HasUnreadTables => UnreadTables.Count > 0;

    /// <summary>The same file as other formats would have it that fit it as well as this one.</summary>
    public IReadOnlyList<RecognizedFile> Rivals { get; init; } = [];

    /// <summary>True for rows of fields that a format of the program reads and a mapping could read in its place.</summary>
    public bool CanBeMappedInstead => Format is not MappedFormat && Format.MayBeMappedInstead && Source.Columns is null;

    /// <summary>The delivered file that holds it.</summary>
    public DeliveredFile File => Source.File;

    /// <summary>As reports show it: "bundle.zip!users.csv", "book.xlsx!Sheet1".</summary>
    public string Name => Source.Name;
}

/// <summary>Tells by the columns of each table in a file which format it is.</summary>
internal sealed class Recognition(IReadOnlyList<Format> formats, ImportLimits limits)
{
    // A mapping reads a table its own way and takes no part in the others.
    readonly IReadOnlyList<Format> _ownFormats = [.. formats.Where(f => f is not MappedFormat)];
    readonly List<string> _passedOver = [];
    readonly Dictionary<RecordSource, List<HeadLine>> _lines = [];

    /// <summary>Sentences about tables that stand beside others in a file and that no format knows.</summary>
    public IReadOnlyList<string> PassedOver => _passedOver;

    /// <summary>Finds the format of each table of a file; none when the file is a page without records.</summary>
    /// <exception cref="ImportRejected">No format fits any of them; it names the nearest one and the columns it would need.</exception>
    public IReadOnlyList<RecognizedFile> Recognize(DeliveredFile file)
    {
        _lines.Clear();
        var tables = Doors.Tables(file, formats, limits);
        if (tables.Count == 0)
            _passedOver.Add($"{file.Name} holds no records.");
        else if (tables.All(IsBlank))
            throw new ImportRejected(file.Name, "The file is empty.", "Export it again, with its header line.");
        // New workbooks bring blank sheets along, which are not worth a word.
        var found = tables.Where(t => !IsBlank(t)).Select(t => (Table: t, Known: Recognize(t))).ToList();
        var unread = found.Where(t => t.Known is null).Select(t => t.Table.Ways[0]).ToList();
        var unknown = found.Where(t => t.Known is null).Select(t => Unknown(t.Table)).ToList();
        if (unknown.Count > 0 && unknown.Count == found.Count)
            throw unknown.Find(why => !why.MayBePassedOver) ?? unknown[0];
        unknown.ForEach(PassOver);
        return [.. found.Select(t => t.Known).OfType<RecognizedFile>().Select(t => t with { UnreadTables = unread })];
    }

    /// <summary>Tells that something was not read, and why.</summary>
    public void PassOver(ImportRejected why) => _passedOver.Add(why.MayBePassedOver ? $"{why.File} was not read: its records are of a kind that is not used." : $"{why.File} was not read. {why.What}");

    bool IsBlank(TableInFile table) => table.Ways.All(way => Lines(way).TrueForAll(l => l.IsBlank));

    RecognizedFile? Recognize(TableInFile table)
    {
        var heads = table.Ways.Select(way => (Way: way, Lines: Lines(way))).ToList();
        foreach (var forgiving in (bool[])[false, true])
        {
            var known = heads.Select(h => Candidate(h.Way, h.Lines, forgiving)).OfType<RecognizedFile>().MaxBy(f => f.Header.Known);
            if (known is not null)
                return Mapped(table, known) ?? known;
        }
        return Mapped(table, null);
    }

    /// <summary>What the program knows by itself comes first, unless the district has said that its own mapping shall; then what it has mapped.</summary>
    /// <exception cref="ImportRejected">Several mappings fit: a person is asked, and nothing is guessed.</exception>
    RecognizedFile? Mapped(TableInFile table, RecognizedFile? known)
    {
        var fits = table.Mapped.Where(way => known is null || IsInsteadOf(known, way.Layout)).Select(way => Candidate(way, Lines(way), forgiving: false)).OfType<RecognizedFile>().ToList();
        if (fits.Select(f => f.Format).Distinct().Count() > 1)
        {
            var names = fits.Select(f => f.Format.Name).Distinct(StringComparer.Ordinal).ToList();
            throw new ImportRejected(table.Name, $"It fits the mappings {string.Join(" and ", names)} alike.", "Say which one is meant (under Imports, or with --profile), or retire one of them.") { CanBeMapped = true, Fits = names };
        }
        return fits.MaxBy(f => f.Header.Known);
    }

    static bool IsInsteadOf(RecognizedFile known, Format? mapping) =>
        mapping is MappedFormat { Profile.InsteadOf: { } instead } && known.Rivals.Prepend(known).Any(f => f.Format.Name.Equals(instead, StringComparison.OrdinalIgnoreCase));

    RecognizedFile? Candidate(RecordSource source, IReadOnlyList<HeadLine> lines, bool forgiving)
    {
        var possible = Possible(source);
        foreach (var line in lines)
        {
            // What is too wide for a header is not compared with every format either.
            if (line.IsWiderThan(limits.Columns))
                return null;
            // Misspelt headers are worth a look only where most of the others are right.
            var fits = possible.Where(f => line.Lacks(f).Count is var lacking && (lacking == 0 || (forgiving && lacking * 2 <= f.Headers.Count)))
                .Select(f => (Format: f, Header: line.Match(f))).Where(f => f.Header.Missing.Count == 0).ToList();
            if (fits.Count == 0)
                continue;
            var known = fits.Select(f => new RecognizedFile { Source = f.Header.IsOfRejects ? new MendedSource(source) : source, Format = f.Format, Header = f.Header, HeaderLine = line.Number, Preamble = line.Before })
                .OrderByDescending(f => f.Header.Known).ThenByDescending(IsUsualName).ToList();
            return known[0] with { Rivals = [.. known.Skip(1).Where(f => f.Header.Known == known[0].Header.Known && IsUsualName(f) == IsUsualName(known[0]))] };
        }
        return null;
    }

    // Where the file itself says what its records are, only the formats of that name come into question.
    IReadOnlyList<Format> Possible(RecordSource source)
    {
        if (source.Layout is { } layout)
            return [layout];

        foreach (var resource in source.Resources)
            if (_ownFormats.Where(f => f.Resources.Contains(resource, StringComparer.OrdinalIgnoreCase)).ToList() is { Count: > 0 } named)
                return named;
        return _ownFormats;
    }

    // A record names its fields itself, and no format knows what the file calls it: Ed-Fi has many kinds, of which not all are used.
    bool IsOfUnusedKind(RecordSource source) => source is { Columns: not null, Layout: null } && ReferenceEquals(Possible(source), _ownFormats);

    /// <summary>The lines among which the header is looked for; they are read once, since opening a workbook is dear.</summary>
    List<HeadLine> Lines(RecordSource source) =>
        source.Columns is { } columns ? [new HeadLine(source.LinesBefore, source.LinesBefore, columns)]
        : _lines.TryGetValue(source.SameLinesAs, out var lines) ? lines : _lines[source.SameLinesAs] = FirstLines(source);

    List<HeadLine> FirstLines(RecordSource source)
    {
        var lines = new List<HeadLine>();
        try
        {
            using var records = source.Open(limits);
            while (lines.Count <= limits.PreambleLines && !lines.Exists(l => l.IsWiderThan(limits.Columns)) && records.Read())
                lines.Add(new HeadLine(records.Line, lines.Count, [.. records.Fields]));
        }
        catch (CsvFormatException)
        {
            // A line without end: what came before it may still be the header.
        }
        return lines;
    }

    /// <summary>
    /// Settles what only the delivery's other files tell: of formats that fit a header alike, the one whose family the others belong to.
    /// </summary>
    /// <exception cref="ImportRejected">Two formats of one family fit alike, and only the file's name could tell them apart.</exception>
    public static RecognizedFile Settle(RecognizedFile file, IReadOnlyList<RecognizedFile> all)
    {
        var sure = all.Where(f => f.Rivals.Count == 0).Select(f => f.Format.Family).ToHashSet(StringComparer.Ordinal);
        var best = new[] { file }.Concat(file.Rivals).FirstOrDefault(f => sure.Contains(f.Format.Family)) ?? file;
        var alike = new[] { file }.Concat(file.Rivals).Where(f => f.Format.Family == best.Format.Family && f.Format.UsualFile is not null).ToList();
        if (alike.Count > 1 && alike.TrueForAll(f => !IsUsualName(f)))
            throw new ImportRejected(file.Name, $"Its header fits {string.Join(" and ", alike.Select(f => f.Format.Name))} alike, and only the file's name tells them apart.", $"Name it {string.Join(" or ", alike.Select(f => f.Format.UsualFile))}.");
        return best with { Rivals = [], UnreadTables = file.UnreadTables };
    }

    // Rejected rows come back under a name that ends with that of their file.
    static bool IsUsualName(RecognizedFile file) =>
        file.Format.UsualFile is { } usual && Path.GetFileNameWithoutExtension(file.File.BareName) is var name && Path.GetFileNameWithoutExtension(usual) is var bare
        && (name.Equals(bare, StringComparison.OrdinalIgnoreCase) || (file.Header.IsOfRejects && name.EndsWith("-" + bare, StringComparison.OrdinalIgnoreCase)));

    ImportRejected Unknown(TableInFile table)
    {
        if (table.Ways.Any(way => Lines(way).Exists(l => l.IsWiderThan(limits.Columns))))
            return LimitSetting.Columns.TooWide(limits, table.Name);
        var nearest = (
            from way in table.Ways.Concat(table.Mapped)
            from line in Lines(way)
            from format in Possible(way)
            let lacks = line.Lacks(format)
            let found = format.Headers.Count - lacks.Count
            orderby (double)found / format.Headers.Count descending, found descending
            select (format, lacks, found)).FirstOrDefault();
        // One column alone resembles everything; but a format that was asked for is always worth naming.
        var (canBeMapped, mayBePassedOver) = (table.HasRows, table.Ways.All(IsOfUnusedKind));
        return nearest.format is null || (nearest.found < 2 && formats.Count > 1)
            ? table.Ways.All(w => w.Columns is not null)
                ? new ImportRejected(table.Name, "No known format has records with these fields.", "Check that it is an export of a known format.") { MayBePassedOver = mayBePassedOver }
                : new ImportRejected(table.Name, "No known format has this header.", "Check that it is an export of a known format, with its header line. A table of another kind can be mapped, under Imports or with 'mapping suggest'.") { CanBeMapped = canBeMapped }
            : new ImportRejected(
                table.Name,
                $"Its header fits no known format; the nearest is {nearest.format.Name}, which also needs the columns {string.Join(", ", nearest.lacks)}.",
                "Ask the vendor for an export with these columns, or map the file as it is.") { CanBeMapped = canBeMapped, MayBePassedOver = mayBePassedOver };
    }

    /// <summary>One of the first lines of a file, which may be its header.</summary>
    /// <param name="Number">Its line in the file.</param>
    /// <param name="Before">How many records stand before it.</param>
    /// <param name="Cells">Its fields.</param>
    sealed record HeadLine(long Number, long Before, IReadOnlyList<string> Cells)
    {
        readonly IReadOnlyList<string> _plain = [.. Cells.Select(Header.Plain)];
        readonly HashSet<string> _words = [.. Cells.Select(Header.Plain)];

        public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);

        public bool IsWiderThan(int columns) => Cells.Count > columns;

        public IReadOnlyList<string> Lacks(Format format) => Header.Lacking(_words, format);

        public Header Match(Format format) => Header.Match(Cells, _plain, format);
    }
}
