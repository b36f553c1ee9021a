namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>
/// Whole lines of a large text, so that several cores may look at one file. That a line is a record is certain only where no field is quoted: as soon as a quote is seen the
/// part says so, and the file must be read from its start.
/// </summary>
internal sealed class PartOfFile : ReadOnlyStream
{
    // Smaller files are looked at before a second core has begun.
    const long Least = 4L << 20;
    const byte LineEnd = (byte)'\n';
    readonly Stream _file;
    long _left;

    PartOfFile(Stream file, long from, long to)
    {
        _file = file;
        _file.Position = from;
        _left = to - from;
    }

    /// <summary>True once a quote was seen.</summary>
    public bool HasQuote { get; private set; }

    /// <summary>About equal parts of a file, the first one with its header; null where it is too small, or cannot be read from its middle.</summary>
    /// <param name="open">Opens the file.</param>
    /// <param name="count">How many parts are wanted.</param>
    public static IReadOnlyList<PartOfFile>? Of(Func<Stream> open, int count)
    {
        List<long> cuts = [0];
        using (var file = open())
        {
            if (!file.CanSeek || file.Length < Least || count < 2)
                return null;
            for (var i = 1; i < count; i++)
                if (LineAfter(file, file.Length * i / count) is { } cut && cut > cuts[^1] && cut < file.Length)
                    cuts.Add(cut);
            cuts.Add(file.Length);
        }

        return cuts.Count < 3 ? null : [.. cuts.Zip(cuts.Skip(1), (from, to) => new PartOfFile(open(), from, to))];
    }

    public override int Read(Span<byte> buffer)
    {
        var count = _file.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        _left -= count;
        HasQuote = HasQuote || buffer[..count].Contains((byte)'"');
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file.Dispose();
        base.Dispose(disposing);
    }

    static long? LineAfter(Stream file, long place)
    {
        file.Position = place;
        var block = new byte[64 * 1024];
        var length = file.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
        return block.AsSpan(0, length).IndexOf(LineEnd) is >= 0 and var at ? place + at + 1 : null;
    }
}
