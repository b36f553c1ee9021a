using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Warehouse.Exchange;

namespace DataDrivenDecisions.Importing.Exporting;

/// <summary>
/// What a person may see as tables in Ed-Fi's words, a CSV for each resource. Brought in again where it comes from it changes nothing, and in an empty district it gives the same tables.
/// </summary>
/// <param name="reader">The warehouse as the person may see it.</param>
public sealed class EdFiExport(Reader reader)
{
    /// <summary>Writes the tables as a zip, row by row.</summary>
    public IReadOnlyList<ExportedFile> Write(Stream zip, CancellationToken stop = default)
    {
        using var bundle = new BundleZip(zip);
        List<ExportedFile> files = [];
        foreach (var table in EdFiTables.All)
            if (Write(bundle, table, stop) is > 0 and var rows)
                files.Add(new ExportedFile(table.Name, rows));
        return files;
    }

    long Write(BundleZip bundle, ExchangeTable table, CancellationToken stop)
    {
        long rows = 0;
        StreamWriter? text = null;
        try
        {
            reader.Rows(table, values =>
            {
                stop.ThrowIfCancellationRequested();
                // A table without rows has no file.
                if (text is null)
                {
                    text = bundle.Open(table.Name + ".csv");
                    BundleZip.WriteLine(text, [.. table.Columns, EdFiTables.Mark]);
                }
                BundleZip.WriteLine(text, [.. values.Select(v => BundleZip.Text(v) ?? ""), ""]);
                rows++;
            });
            return rows;
        }
        finally
        {
            text?.Dispose();
        }
    }
}
