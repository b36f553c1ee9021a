using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Importing;

/// <summary>The rejected rows of a delivery as a CSV file, each with its reason, how to fix it and the line as it came. What can be brought in again is <see cref="RejectedTables"/>.</summary>
public static class RejectsFile
{
    static readonly string[] Columns = ["file", "line", "column", "rule", "reason", "fix", "original_line"];

    /// <summary>Writes the header and one record per rejected row; nothing in it runs as a formula in a spreadsheet.</summary>
    public static void Write(TextWriter writer, IEnumerable<(string File, RejectedRow Row)> rejects)
    {
        ArgumentNullException.ThrowIfNull(rejects);
        CsvText.Record(writer, Columns);
        foreach (var (file, row) in rejects)
            CsvText.Record(writer, [file, row.Line, row.Column, row.Rule, row.Reason, row.Fix, row.OriginalLine]);
    }
}
