using DataDrivenDecisions.Importing.Mapping;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>A table read as one mapping profile says: with its encoding and delimiter, and with numbered columns where it has no header.</summary>
internal sealed class MappedSource : RecordSource
{
    const int RowsLookedAt = 50;

    // A few bad rows do not make it another file.
    const double ShareThatMustFit = 0.8;
    readonly RecordSource _inner;
    readonly MappedFormat _format;

    MappedSource(RecordSource inner, MappedFormat format)
        : base(inner.File)
    {
        (_inner, _format) = (inner, format);
        Columns = format.Profile.File.HasHeader ? inner.Columns : ColumnNames.Numbered(0, format.Profile.File.Columns);
    }

    public override string Name => _inner.Name;

    public override IReadOnlyList<string>? Columns { get; }

    public override long LinesBefore => _format.Profile.File.LinesBefore;

    public override RecordSource SameLinesAs => _inner.SameLinesAs;

    public override Format Layout => _format;

    public override char Delimiter => _inner.Delimiter;

    public override bool IsDelimited => _inner.IsDelimited;

    public override IReadOnlyList<string> Warnings => _inner.Warnings;

    public override RecordSource? LineByLine => _inner.LineByLine is { } other ? new MappedSource(other, _format) : null;

    public override RecordSource? Otherwise(RecordReader records) => _inner.Otherwise(records) is { } other ? new MappedSource(other, _format) : null;

    public override IReadOnlyList<(RecordReader Records, PartOfFile Part)>? OpenParts(int count, ImportLimits limits) => _inner.OpenParts(count, limits);

    public override RecordReader Open(ImportLimits limits) => _inner.Open(limits);

    /// <summary>The table as a profile would read it; null when it cannot be the profile's.</summary>
    public static RecordSource? Of(RecordSource table, MappedFormat format, ImportLimits limits)
    {
        var shape = format.Profile.File;
        if (table is Workbook.Sheet sheet && shape.Sheet is { } name && !sheet.Title.Equals(name, StringComparison.OrdinalIgnoreCase))
            return null;
        if (table.IsDelimited && shape.Delimiter is { } delimiter && delimiter != table.Delimiter)
            return null;
        var inner = shape.Encoding is { } encoding && table is DelimitedText text ? text.In(TextDecoding.Named(encoding)) : table;
        return shape.HasHeader || LooksRight(inner, format, limits) ? new MappedSource(inner, format) : null;
    }

    // Without a header a file is known by its width, and by what its rows say being readable.
    static bool LooksRight(RecordSource inner, MappedFormat format, ImportLimits limits)
    {
        var columns = ColumnNames.Numbered(0, format.Profile.File.Columns);
        var plain = columns.Select(Header.Plain).ToList();
        var row = new Row(Header.Match(columns, plain, format), [], new ReadingContext { Today = DateOnly.MaxValue }, new Notes());
        var (rows, right) = (0, 0);
        using var records = inner.Open(limits);
        while (rows < RowsLookedAt && records.Read())
        {
            if (records.Line <= format.Profile.File.LinesBefore || records.IsBlank)
                continue;
            rows++;
            row.Begin(records.Line, records.Words, records.Count);
            right += records.Count == columns.Count && format.Arrivals(row).Any() && row.Problem is null ? 1 : 0;
        }
        return rows > 0 && right >= rows * ShareThatMustFit;
    }
}
