using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Importing.Exporting;

/// <summary>The rows of one documented view that a viewer may see, written row by row, so that a view may be larger than memory.</summary>
public static class ViewExport
{
    /// <summary>Writes a view as comma-separated text.</summary>
    /// <param name="reader">As whom, and of which day.</param>
    /// <param name="view">The view's documented name.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="stop">Ends it early.</param>
    /// <returns>How many rows.</returns>
    public static long Csv(Reader reader, string view, TextWriter writer, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        long rows = 0;
        reader.Rows(view, names => CsvText.Record(writer, [.. names]), values =>
        {
            stop.ThrowIfCancellationRequested();
            CsvText.Record(writer, values);
            rows++;
        });
        return rows;
    }

    /// <summary>Writes a view as comma-separated text into a file.</summary>
    public static long Csv(Reader reader, string view, Stream stream, CancellationToken stop = default)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        return Csv(reader, view, writer, stop);
    }

    /// <summary>Writes a view as an Excel workbook of one sheet.</summary>
    /// <param name="reader">As whom, and of which day.</param>
    /// <param name="view">The view's documented name.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="stop">Ends it early.</param>
    /// <returns>How many rows.</returns>
    /// <exception cref="ExportRefused">A sheet cannot hold it.</exception>
    public static long Workbook(Reader reader, string view, Stream stream, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using var book = new WorkbookFile(stream, view);
        reader.Rows(view, book.Header, values =>
        {
            stop.ThrowIfCancellationRequested();
            book.Row(values);
        });
        book.Finish();
        return book.Rows;
    }
}
