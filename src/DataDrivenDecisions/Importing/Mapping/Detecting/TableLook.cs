using CsvHelper;
using DataDrivenDecisions.Importing.Reading;
using DataDrivenDecisions.Importing.Reading.Sources;

namespace DataDrivenDecisions.Importing.Mapping.Detecting;

/// <summary>A strange table read without knowing what it is: where its rows begin, whether it has a header, and what each column looks like.</summary>
internal sealed class TableLook
{
    const int LinesForShape = 120, MostRows = 50_000, Shown = 20;

    // A line narrower than this part of the usual width is not the header yet.
    const double HeaderWidth = 0.6;
    readonly RosterLook _roster;
    readonly ImportLimits _limits;

    TableLook(RecordSource source, RosterLook roster, ImportLimits limits) => (Source, _roster, _limits) = (source, roster, limits);

    public RecordSource Source { get; }
    public IReadOnlyList<ColumnLook> Columns { get; private set; } = [];
    public bool HasHeader { get; private set; }
    public long LinesBefore { get; private set; }
    public IReadOnlyList<string> Cells { get; private set; } = [];
    public long Rows { get; private set; }
    public bool IsWhole { get; private set; } = true;
    public List<string> Raw { get; } = [];
    public List<IReadOnlyList<string>> Parsed { get; } = [];

    /// <summary>Looks at one table of a file.</summary>
    /// <param name="ways">The ways in which it may be cut.</param>
    /// <param name="said">What a person has said.</param>
    /// <param name="roster">What is known.</param>
    /// <param name="limits">How large lines and fields may be.</param>
    /// <exception cref="ImportRejected">It holds no rows, or more columns than a table may have.</exception>
    public static TableLook Of(IReadOnlyList<RecordSource> ways, LookOptions said, RosterLook roster, ImportLimits limits)
    {
        var cut = ways.Where(w => w.Columns is null && (said.Delimiter is null || !w.IsDelimited || w.Delimiter == said.Delimiter)).Select(w => (Way: w, Lines: Lines(w, limits))).ToList();
        if (cut.Count == 0)
            throw new ImportRejected(ways[0].Name, "Its records name their fields themselves, so that there is nothing to map.", "Map a table of rows: a CSV or a sheet of a workbook.");
        var (source, lines) = cut.MaxBy(c => Fit(c.Lines));
        if (lines.Count == 0)
            throw new ImportRejected(source.Name, "The file is empty.", "Export it again, with its header line.");
        var look = new TableLook(source, roster, limits);
        look.FindHeader(lines, said);
        look.Read();
        return look;
    }

    // The delimiter that cuts most lines into the same number of fields.
    static double Fit(List<Line> lines)
    {
        var (width, count) = Usual(lines);
        return width < 2 ? 0 : (double)count / lines.Count(l => !l.IsBlank) * Math.Log2(width + 1);
    }

    static (int Width, int Count) Usual(List<Line> lines) => lines.Where(l => !l.IsBlank).GroupBy(l => l.Cells.Count)
        .Select(g => (Width: g.Key, Count: g.Count())).OrderByDescending(g => g.Count * (g.Width > 1 ? 2 : 1)).ThenByDescending(g => g.Width).FirstOrDefault();

    static List<Line> Lines(RecordSource source, ImportLimits limits)
    {
        var lines = new List<Line>();
        try
        {
            using var records = source.Open(limits);
            while (lines.Count < LinesForShape && records.Read())
                lines.Add(new Line(records.Line, [.. records.Fields], records.IsBlank));
        }
        catch (CsvFormatException)
        {
            // A line without end under this delimiter: what came before it is looked at.
        }
        return lines;
    }

    void FindHeader(List<Line> lines, LookOptions said)
    {
        var width = Usual(lines).Width;
        var first = said.LinesBefore is { } before
            ? lines.Find(l => l.Number > before && !l.IsBlank)
            : lines.Find(l => !l.IsBlank && l.Cells.Count >= width * HeaderWidth && l.Cells.Count(c => c.Trim().Length > 0) >= Math.Min(width, 2) * HeaderWidth);
        first ??= lines.Find(l => !l.IsBlank) ?? throw new ImportRejected(Source.Name, "The file holds no rows.", "Export it again.");
        LinesBefore = first.Number - 1;
        HasHeader = said.HasHeader ?? LooksLikeHeader(first, [.. lines.Where(l => l.Number > first.Number && !l.IsBlank)]);
        if (Math.Max(width, first.Cells.Count) > _limits.Columns)
            throw LimitSetting.Columns.TooWide(_limits, Source.Name);
        Cells = HasHeader ? first.Cells : [.. Enumerable.Repeat("", Math.Max(width, first.Cells.Count))];
        Columns = [.. ColumnNames.Of(Cells).Select((name, i) => new ColumnLook(name, i, _roster))];
    }

    // A header says what stands below it: words that name fields, and none of the dates and numbers of a row.
    bool LooksLikeHeader(Line first, List<Line> below)
    {
        var cells = first.Cells.Select(c => c.Trim()).Where(c => c.Length > 0).ToList();
        var named = cells.Select(HeaderWords.Name.Of).Count(c => ContentKind.All.Any(k => k.Fields.Any(f => HeaderWords.Match(c, f).Share >= 0.6)));
        var values = cells.Count(IsValue);
        if (named > 0 || values > 0)
            return named >= values && named > 0;
        // Words that come again below are codes.
        var seen = below.SelectMany(l => l.Cells).Select(c => c.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return cells.Distinct(StringComparer.OrdinalIgnoreCase).Count() == cells.Count && cells.Count(seen.Contains) * 4 <= cells.Count;
    }

    bool IsValue(string cell) => cell.Any(char.IsAsciiDigit)
        && (DateText.Read(cell, DateOrder.Untold, out _) is DateReading.Read || cell.All(c => char.IsAsciiDigit(c) || c is '.' or ',' or '-' or '%') || _roster.Ids.Kinds.Any(k => k.Student(cell) is not null));

    void Read()
    {
        using var records = Source.Open(_limits);
        try
        {
            while (records.Read())
            {
                Show(records);
                if (records.Line <= LinesBefore + (HasHeader ? 1 : 0) || records.IsBlank || IsHeaderAgain(records))
                    continue;
                if (Rows >= MostRows)
                {
                    IsWhole = false;
                    return;
                }
                Rows++;
                foreach (var column in Columns)
                    column.See(column.Place < records.Count ? records.Fields[column.Place] : "");
            }
        }
        catch (CsvFormatException)
        {
            throw new ImportRejected(Source.Name, "A quote is opened and never closed.", "Close it, or take it out, and export the file again.");
        }
    }

    bool IsHeaderAgain(RecordReader records) => HasHeader && records.Count == Cells.Count && records.Fields.SequenceEqual(Cells, StringComparer.Ordinal);

    void Show(RecordReader records)
    {
        var isRow = records.Line > LinesBefore + (HasHeader ? 1 : 0) && !records.IsBlank;
        if (Raw.Count >= Shown && Parsed.Count >= Shown)
            return;
        var fields = records.Fields.Select((f, i) => (isRow && i < Columns.Count && Columns[i].IsSecret && f.Length > 0) || Secret.IsValue(f) ? Secret.Removed : f).ToList();
        if (Raw.Count < Shown)
            Raw.Add(fields.SequenceEqual(records.Fields, StringComparer.Ordinal) ? records.Raw : CsvText.Line(fields, Source.Delimiter));
        if (isRow && Parsed.Count < Shown)
            Parsed.Add([.. Columns.Select(c => c.Place < fields.Count ? fields[c.Place].Trim() : "")]);
    }

    sealed record Line(long Number, IReadOnlyList<string> Cells, bool IsBlank);
}
