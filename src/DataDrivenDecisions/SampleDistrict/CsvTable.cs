using System.Text;

namespace DataDrivenDecisions.SampleDistrict;

/// <summary>One CSV file in the making: a header and lines by RFC 4180, quoted only where the rules ask for it.</summary>
internal sealed class CsvTable(params string[] header)
{
    public const string LineEnd = "\r\n";

    readonly StringBuilder _line = new();

    public IReadOnlyList<string> Header { get; } = header;
    public List<string> Lines { get; } = [];

    public void Add(params ReadOnlySpan<string> fields)
    {
        if (fields.Length != Header.Count)
            throw new InvalidOperationException(Text.Of($"The sample writer made {fields.Length} fields for {Header.Count} columns."));
        Lines.Add(Join(fields));
    }

    /// <summary>One line of fields, whatever their number: bad rows are made with it.</summary>
    public string Join(params ReadOnlySpan<string> fields)
    {
        _line.Clear();
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0)
                _line.Append(',');
            Append(fields[i]);
        }
        return _line.ToString();
    }

    void Append(string field)
    {
        if (field.AsSpan().IndexOfAny(",\"\r\n") < 0)
            _line.Append(field);
        else
            _line.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    /// <summary>Writes header and lines as UTF-8 without byte order mark, or as Windows-1252.</summary>
    public void WriteTo(System.IO.Stream stream, bool windows1252)
    {
        // Latin-1 gives the bytes of Windows-1252 for every letter that the sample uses, and needs no extra code page.
        Encoding encoding = windows1252 ? Encoding.Latin1 : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var writer = new StreamWriter(stream, encoding, bufferSize: 1 << 16, leaveOpen: true);
        writer.Write(Join([.. Header]));
        writer.Write(LineEnd);
        foreach (var line in Lines)
        {
            writer.Write(line);
            writer.Write(LineEnd);
        }
    }
}
