using System.Text;
using System.Text.RegularExpressions;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>A text without delimiters and header, whose fields stand at the positions of a vendor's record layout.</summary>
/// <param name="file">The file.</param>
/// <param name="decoding">How its bytes are read as text.</param>
/// <param name="format">The format that brings the layout.</param>
/// <param name="layout">The positions.</param>
internal sealed class FixedWidthText(DeliveredFile file, TextDecoding decoding, Format format, FixedLayout layout) : RecordSource(file)
{
    const int LinesLookedAt = 100;

    // A few lines with a hole in a telling field do not make it another kind of file.
    const double ShareThatMustLookRight = 0.9;

    public override IReadOnlyList<string> Columns { get; } = [.. layout.Fields.Select(f => f.Name)];

    public override Format Layout => format;

    public override IReadOnlyList<string> Warnings => [.. decoding.Warnings, $"The lines were cut at the positions of the {layout.Edition} layout."];

    public override RecordReader Open(ImportLimits limits) => new Reader(new LineReader(decoding.Open(File.Open()), File.Name, limits), layout);

    /// <summary>True when the first lines have the layout's length and its telling fields look right.</summary>
    public bool Fits(ImportLimits limits)
    {
        var checks = layout.Fields.Where(f => f.Looks is not null).Select(f => (Field: f, Looks: Whole(f.Looks!))).ToList();
        int lines = 0, right = 0, whole = 0;
        using var text = new LineReader(decoding.Open(File.Open()), File.Name, limits);
        while (lines < LinesLookedAt && text.Read(out var line))
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (line.Length > layout.LineLength && line.TrimEnd().Length > layout.LineLength)
                return false;
            lines++;
            whole += line.Length >= layout.LineLength ? 1 : 0;
            right += line.Length >= layout.LastNeeded && checks.TrueForAll(c => c.Looks.IsMatch(Cut(line, c.Field))) ? 1 : 0;
        }
        // Somewhere the line must reach its full length, or be cut off for want of blanks alone: then the telling fields carry the proof.
        return lines > 0 && right >= lines * ShareThatMustLookRight && (whole > 0 || checks.Count > 1);
    }

    static Regex Whole(string looks) => new($"^(?:{looks})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    static string Cut(string line, FixedField field) =>
        field.Start > line.Length ? "" : line.AsSpan(field.Start - 1, Math.Min(field.Length, line.Length - field.Start + 1)).Trim().ToString();

    sealed class Reader(LineReader text, FixedLayout layout) : RecordReader
    {
        string _line = "";

        public override string Raw => _line;

        public override int RawLength => _line.Length;

        public override bool Read()
        {
            if (!text.Read(out _line))
                return false;
            Line++;
            Begin(layout.Fields.Count);
            for (var i = 0; i < layout.Fields.Count; i++)
                Set(i, Cut(_line, layout.Fields[i]));
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                text.Dispose();
        }
    }
}

/// <summary>Reads a text line by line and refuses a line without end instead of keeping it all in memory.</summary>
internal sealed class LineReader(TextReader text, string file, ImportLimits limits) : IDisposable
{
    readonly char[] _buffer = new char[32 * 1024];
    readonly StringBuilder _begun = new();
    int _next, _length;

    /// <summary>The next line without its line break; false at the end of the text.</summary>
    public bool Read(out string line)
    {
        _begun.Clear();
        while (true)
        {
            if (_next == _length && !Fill())
            {
                line = _begun.ToString();
                return _begun.Length > 0;
            }
            var rest = _buffer.AsSpan(_next, _length - _next);
            var end = rest.IndexOf('\n');
            _begun.Append(end < 0 ? rest : rest[..end]);
            _next += end < 0 ? rest.Length : end + 1;
            if (_begun.Length > limits.LineCharacters * 4L)
                throw LimitSetting.LineCharacters.Refuse(limits, file, "A line of the file is far too long.", "Look for a missing line break and export the file again.");
            if (end < 0)
                continue;
            if (_begun.Length > 0 && _begun[^1] == '\r')
                _begun.Length--;
            line = _begun.ToString();
            return true;
        }
    }

    public void Dispose() => text.Dispose();

    bool Fill()
    {
        (_next, _length) = (0, text.Read(_buffer, 0, _buffer.Length));
        return _length > 0;
    }
}
