using System.IO.Compression;
using System.Text;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Importing.Reading;
using DataDrivenDecisions.Importing.Reading.Sources;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Importing;

/// <summary>The rejected rows of a delivery under the headers that they came with, so that a person can mend them in a spreadsheet and bring them in again.</summary>
public sealed class RejectedTables
{
    readonly IReadOnlyList<RejectedTable> _tables;

    RejectedTables(IReadOnlyList<RejectedTable> tables, IReadOnlyList<string> others) => (_tables, Others) = (tables, others);

    /// <summary>Files whose rejected rows are not, or not all, among these: they are no tables under a header, such as XML, or the copy has their lines otherwise. They are mended at their source.</summary>
    public IReadOnlyList<string> Others { get; }

    /// <summary>How many rows can be mended.</summary>
    public int Rows => _tables.Sum(t => t.Rows.Count);

    /// <summary>The ending of what is written: a CSV, or a zip where several files have such rows, since each has a header of its own.</summary>
    public string Ending => _tables.Count == 1 ? ".csv" : ".zip";

    /// <summary>The name under which it can come back.</summary>
    /// <param name="import">The import's number.</param>
    public string FileName(long import) => _tables.Count == 1 ? _tables[0].FileName(import) : FormattableString.Invariant($"rejected-{import}.zip");

    /// <summary>Writes the CSV, or the zip.</summary>
    public void Write(Stream to, long import)
    {
        if (_tables.Count == 1)
        {
            _tables[0].Write(to);
            return;
        }
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        for (var i = 0; i < _tables.Count; i++)
        {
            using var entry = zip.CreateEntry(FormattableString.Invariant($"{i + 1}/{_tables[i].FileName(import)}")).Open();
            _tables[i].Write(entry);
        }
    }

    /// <summary>Reads the rows from the kept copy.</summary>
    internal static RejectedTables Of(ImportedDelivery kept, IReadOnlyDictionary<string, IReadOnlyList<RejectedRow>> rejects, IReadOnlyList<Format> formats, ImportLimits limits, CancellationToken stop)
    {
        var tables = new List<RejectedTable>();
        var others = rejects.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var (file, table) in KeptTables.Of(kept, [.. rejects.Keys], formats, limits, stop).Where(t => t.Table.File.Source is { Columns: null } or FixedWidthText))
        {
            var found = RejectedTable.Of(table, kept.Source, rejects[file], limits);
            if (found.Rows.Count > 0)
                tables.Add(found);
            if (found.IsWhole)
                others.Remove(file);
        }
        return new RejectedTables(tables, [.. others.Order(StringComparer.Ordinal)]);
    }
}

/// <summary>Rejected rows of one table.</summary>
/// <param name="Table">The table as it was kept.</param>
/// <param name="Source">The source that it came from.</param>
/// <param name="Rows">Each row with what was wrong with it.</param>
/// <param name="IsWhole">True where all of its rejected rows were found.</param>
internal sealed record RejectedTable(Survey Table, string Source, IReadOnlyList<(RejectedRow Why, IReadOnlyList<string> Fields)> Rows, bool IsWhole)
{
    Header Header => Table.File.Header;

    // A mapping says how its files are written; any other file is found out.
    FileShape? Written => (Table.File.Format as MappedFormat)?.Profile.File;

    public static RejectedTable Of(Survey table, string source, IReadOnlyList<RejectedRow> rejects, ImportLimits limits)
    {
        var why = rejects.GroupBy(r => r.Line).ToDictionary(g => g.Key, g => g.First());
        var rows = new List<(RejectedRow Why, IReadOnlyList<string> Fields)>();
        using var records = table.File.Source.Open(limits);
        while (rows.Count < why.Count && records.Read())
            if (records.Line > table.File.HeaderLine && why.TryGetValue(records.Line, out var reject) && IsSame(reject.OriginalLine, records.Raw))
                rows.Add((reject, [.. records.Fields]));
        return new RejectedTable(table, source, rows, rows.Count == why.Count);
    }

    /// <summary>Some formats that look alike are told apart by how their file is named, so its name stays at the end.</summary>
    public string FileName(long import) => FormattableString.Invariant($"rejected-{import}-{Path.GetFileNameWithoutExtension(Table.File.File.BareName)}.csv");

    /// <summary>Writes header and rows; nothing in them runs as a formula, and what is never kept is not written.</summary>
    public void Write(Stream to)
    {
        // Excel takes a file without the mark of UTF-8 for Windows-1252.
        var encoding = Written?.Encoding is { } named ? TextDecoding.EncodingNamed(named) : new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
        using var text = new StreamWriter(to, encoding, leaveOpen: true);
        var delimiter = Written?.Delimiter ?? ',';
        CsvText.Record(text, [.. RejectColumns.All, .. Kept(Header.Cells)], delimiter);
        foreach (var (why, fields) in Rows)
            CsvText.Record(text, [Source, why.Line, why.Column, why.Rule, why.Reason, why.Fix, .. Kept([.. fields.Select(Clear)])], delimiter);
    }

    // Fewer rows tell less of the order of day and month. What a mapping says of its dates holds as it is.
    string Clear(string field, int place) => Written is null ? ReadyTable.Clear(field, place, Table.Orders) : field;

    // A copy that was written anew, without its secrets, may count its lines otherwise and quotes them in its own way.
    static bool IsSame(string? original, string kept)
    {
        static string Bare(string line) => line.Replace(Secret.Removed, "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Trim();
        return string.IsNullOrEmpty(original) || Bare(original) == Bare(kept);
    }

    // Rows that were mended before and rejected again have such columns already.
    IEnumerable<string> Kept(IReadOnlyList<string> fields) =>
        fields.Where((_, place) => !Header.Secrets.Contains(place) && !Header.Aside.Contains(place)).Select(field => Secret.IsValue(field) ? "" : field);
}
