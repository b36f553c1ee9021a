using CsvHelper;

namespace DataDrivenDecisions.Importing;

/// <summary>Writes CSV that a spreadsheet opens without running any of it.</summary>
public static class CsvText
{
    /// <summary>Writes a table as UTF-8 with a byte order mark (Excel needs it), a header line, and formula-like values made harmless.</summary>
    /// <param name="stream">Where to write; it stays open.</param>
    /// <param name="headers">The column names.</param>
    /// <param name="rows">One list of fields per row; null is written as nothing.</param>
    public static void Write(Stream stream, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string?>> rows)
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { Injection = CsvInjection.Escape, WriteByteOrderMark = true, NewLine = "\r\n" }, leaveOpen: true);
        foreach (var header in headers)
            csv.WriteField(header);
        csv.EndRecord();
        foreach (var row in rows)
        {
            foreach (var field in row)
                csv.WriteField(field ?? "");
            csv.EndRecord();
        }
        csv.Flush();
    }

    /// <summary>One line of delimited text without its line break; quotes stand only where they are needed.</summary>
    internal static string Line(IEnumerable<string> fields, char delimiter) =>
        string.Join(delimiter, fields.Select(field => NeedsQuotes(field, delimiter) ? "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : field));

    static bool NeedsQuotes(string field, char delimiter) => field.IndexOfAny(['"', '\n', '\r', delimiter]) >= 0;
}
