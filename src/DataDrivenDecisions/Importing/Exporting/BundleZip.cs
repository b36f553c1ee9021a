using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DataDrivenDecisions.Importing.Exporting;

/// <summary>A zip of CSV files that has the same bytes whenever it says the same.</summary>
sealed class BundleZip(Stream zip) : IDisposable
{
    // A zip would else hold the moment at which it was written.
    static readonly DateTimeOffset NoMoment = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly ZipArchive _archive = new(zip, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Begins a file; it is to be disposed before the next one begins.</summary>
    public StreamWriter Open(string name)
    {
        var entry = _archive.CreateEntry(name);
        entry.LastWriteTime = NoMoment;
        return new StreamWriter(entry.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    public void Dispose() => _archive.Dispose();

    /// <summary>Writes one record as it is: what goes to another system is not made harmless for a spreadsheet.</summary>
    public static void WriteLine(TextWriter text, IEnumerable<string> fields)
    {
        text.Write(CsvText.Line(fields, ','));
        text.Write("\r\n");
    }

    /// <summary>A value as other systems read it; null for nothing.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text.Length == 0 ? null : text,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.####", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
