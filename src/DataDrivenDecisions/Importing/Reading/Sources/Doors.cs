using DataDrivenDecisions.Importing.Mapping;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>One table of a delivered file with the ways in which it may be read; recognition takes the one whose columns a format knows.</summary>
/// <param name="Name">As reports show it.</param>
/// <param name="Ways">At least one.</param>
internal sealed record TableInFile(string Name, IReadOnlyList<RecordSource> Ways)
{
    /// <summary>The ways in which the district's own mappings would read it.</summary>
    public IReadOnlyList<RecordSource> Mapped { get; init; } = [];

    /// <summary>True for rows of fields in a text or a sheet, which a person can map; false for records that name their fields themselves.</summary>
    public bool HasRows => Ways.Any(w => w.Columns is null);

    public static TableInFile Of(RecordSource source) => new(source.Name, [source]);
}

/// <summary>Tells from a file's first bytes what it is made of, whatever it is named, and which tables are in it.</summary>
internal static class Doors
{
    /// <summary>The tables of a file; none for a page of XML or JSON without records.</summary>
    /// <exception cref="ImportRejected">The file is locked, damaged or nothing that holds tables.</exception>
    public static IReadOnlyList<TableInFile> Tables(DeliveredFile file, IReadOnlyList<Format> formats, ImportLimits limits)
    {
        var mapped = formats.OfType<MappedFormat>().ToList();
        return [.. OfFile(file, formats, limits).Select(table => mapped.Count == 0 || !table.HasRows ? table : table with { Mapped = [.. Mapped(table, mapped, limits)] })];
    }

    static IEnumerable<RecordSource> Mapped(TableInFile table, IReadOnlyList<MappedFormat> formats, ImportLimits limits) =>
        formats.SelectMany(format => table.Ways.Where(way => way.Layout is null).Select(way => MappedSource.Of(way, format, limits))).OfType<RecordSource>();

    static IReadOnlyList<TableInFile> OfFile(DeliveredFile file, IReadOnlyList<Format> formats, ImportLimits limits)
    {
        if (Workbook.IsOne(file))
            return [.. Workbook.Sheets(file, limits).Select(TableInFile.Of)];
        TextDecoding decoding;
        using (var stream = file.Open())
            decoding = TextDecoding.Of(file.Name, stream);
        var start = Start(file, decoding);
        if (start.StartsWith('<'))
            return [.. XmlElements.Of(file, limits).Select(TableInFile.Of)];
        if (JsonObjects.Begin(start) || (start.Length == 0 && IsNamedJson(file)))
            return [.. JsonObjects.Of(file, decoding, limits).Select(TableInFile.Of)];
        return [Text(file, decoding, formats, limits)];
    }

    static TableInFile Text(DeliveredFile file, TextDecoding decoding, IReadOnlyList<Format> formats, ImportLimits limits)
    {
        var cut = formats.SelectMany(f => f.Layouts.Select(l => new FixedWidthText(file, decoding, f, l))).Where(s => s.Fits(limits));
        return new TableInFile(file.Name, [.. DelimitedText.Delimiters.Select(d => new DelimitedText(file, decoding, Cutting.With(d))), .. cut]);
    }

    /// <summary>The first characters of the text that are not blank.</summary>
    static string Start(DeliveredFile file, TextDecoding decoding)
    {
        using var text = decoding.Open(file.Open());
        var head = new char[4096];
        return new string(head, 0, text.ReadBlock(head, 0, head.Length)).TrimStart();
    }

    static bool IsNamedJson(DeliveredFile file) => Path.GetExtension(file.BareName).ToLowerInvariant() is ".json" or ".jsonl" or ".ndjson";
}
