using System.Text;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>
/// Finds out how a file's bytes are to be read as text: UTF-8, UTF-16 or UTF-32 with or without a byte order mark,
/// and Windows-1252 byte by byte wherever UTF-8 makes no sense.
/// </summary>
internal sealed class TextDecoding
{
    const int HeadBytes = 64 * 1024;
    readonly Windows1252Fallback _fallback = new();
    readonly Encoding _encoding;

    TextDecoding(string name, Encoding? encoding)
    {
        Name = name;
        IsUtf8 = encoding is null;
        _encoding = encoding ?? Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, _fallback);
    }

    /// <summary>The encoding's name for people.</summary>
    public string Name { get; }

    /// <summary>True where the text is UTF-8, or mostly so.</summary>
    public bool IsUtf8 { get; }

    /// <summary>How many places were not UTF-8 and were read as Windows-1252 so far.</summary>
    public long Windows1252Places => _fallback.Places;

    /// <summary>What people should know about it, after the text was read.</summary>
    public IReadOnlyList<string> Warnings =>
        Windows1252Places > 0 ? ["The file is not entirely UTF-8: what was not was read as Windows-1252. Ask for UTF-8."] : [];

    /// <summary>The decoding that a file's first bytes call for.</summary>
    /// <exception cref="ImportRejected">The bytes are not text.</exception>
    public static TextDecoding Of(string file, Stream stream)
    {
        var head = new byte[HeadBytes];
        var length = stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        return Of(file, head.AsSpan(0, length));
    }

    /// <summary>The decoding that a person has named.</summary>
    public static TextDecoding Named(string encoding) => new(encoding, EncodingNamed(encoding));

    /// <summary>The encoding of a name, those of old Windows and Macs among them.</summary>
    public static Encoding EncodingNamed(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

    /// <summary>A reader of the whole stream as text, without its byte order mark.</summary>
    public TextReader Open(Stream stream) =>
        new StreamReader(stream, _encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);

    /// <summary>The whole stream as UTF-8 without its byte order mark, which saves most files from being turned into characters and back; null in another encoding.</summary>
    public Stream? Utf8(Stream stream) => IsUtf8 ? new Utf8Text(stream, _encoding) : null;

    static TextDecoding Of(string file, ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
            throw new ImportRejected(file, "This is a workbook or an archive and not a text file.", "Save the sheet as CSV (UTF-8) and use that.");
        if (PackedKind.Of(head) is { } packed)
            throw packed.InPlaceOfTable(file);
        if (head.StartsWith<byte>([0xFF, 0xFE, 0, 0]))
            return new("UTF-32", Encoding.UTF32);
        if (head.StartsWith<byte>([0xFF, 0xFE]))
            return new("UTF-16", Encoding.Unicode);
        if (head.StartsWith<byte>([0xFE, 0xFF]))
            return new("UTF-16", Encoding.BigEndianUnicode);
        return WithoutMark(file, head);
    }

    // Text of a school's export is mostly ASCII, so without a mark UTF-16 shows itself by a zero in every other byte.
    static TextDecoding WithoutMark(string file, ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
            if (head[i] == 0)
            {
                if (i % 2 == 0)
                    even++;
                else
                    odd++;
            }
        if (odd > head.Length / 4 && even < head.Length / 20)
            return new("UTF-16", Encoding.Unicode);
        if (even > head.Length / 4 && odd < head.Length / 20)
            return new("UTF-16", Encoding.BigEndianUnicode);
        if (even + odd > head.Length / 50)
            throw PackedKind.Named(file)?.InPlaceOfTable(file) ?? new ImportRejected(file, "This is not a text file.", "Ask for the export as CSV.");
        return new("UTF-8", null);
    }

    sealed class Windows1252Fallback : DecoderFallback
    {
        static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

        long _places;

        public long Places => Interlocked.Read(ref _places);

        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

        sealed class Buffer(Windows1252Fallback owner) : DecoderFallbackBuffer
        {
            string _chars = "";
            int _next;

            public override int Remaining => _chars.Length - _next;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                Interlocked.Increment(ref owner._places);
                _chars = Western.GetString(bytesUnknown);
                _next = 0;
                return _chars.Length > 0;
            }

            public override char GetNextChar() => _next < _chars.Length ? _chars[_next++] : '\0';

            public override bool MovePrevious()
            {
                if (_next == 0)
                    return false;
                _next--;
                return true;
            }

            public override void Reset() => (_chars, _next) = ("", 0);
        }
    }
}
