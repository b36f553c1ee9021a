using System.Text;
using System.Text.Unicode;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>
/// A stream of UTF-8 as a file has it, where what is no UTF-8 is put in order block by block by a decoding that knows what it may have been: a file that is in order goes
/// through untouched.
/// </summary>
/// <param name="file">The file's bytes.</param>
/// <param name="encoding">Reads a block that is not in order.</param>
internal sealed class Utf8Text(Stream file, Encoding encoding) : ReadOnlyStream
{
    const int BlockBytes = 128 * 1024;
    readonly byte[] _block = new byte[BlockBytes];
    byte[] _ready = [];
    int _next, _end, _taken, _kept;
    bool _hasBegun, _isAtEnd;

    public override int Read(Span<byte> buffer)
    {
        while (_next == _end)
            if (!Fill())
                return 0;
        var count = Math.Min(buffer.Length, _end - _next);
        _ready.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }

    bool Fill()
    {
        if (_isAtEnd)
            return false;
        // What a block ends with may be the beginning of a character.
        _block.AsSpan(_taken, _kept).CopyTo(_block);
        var length = _kept + file.ReadAtLeast(_block.AsSpan(_kept), BlockBytes - _kept, throwOnEndOfStream: false);
        _isAtEnd = length < BlockBytes;
        var start = !_hasBegun && _block.AsSpan(0, length).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        _hasBegun = true;
        _taken = _isAtEnd ? length : WholeCharacters(_block.AsSpan(0, length));
        _kept = length - _taken;
        var whole = _block.AsSpan(start, _taken - start);
        if (Utf8.IsValid(whole))
            (_ready, _next, _end) = (_block, start, _taken);
        else
        {
            _ready = Encoding.UTF8.GetBytes(encoding.GetString(whole));
            (_next, _end) = (0, _ready.Length);
        }

        return true;
    }

    // How much of a block is left when an unfinished character at its end is taken off; an end that is no beginning of a character stays.
    static int WholeCharacters(ReadOnlySpan<byte> block)
    {
        for (var back = 1; back <= 3 && back <= block.Length; back++)
        {
            var at = block[^back];
            if ((at & 0xC0) == 0x80)
                continue;
            var needs = at >= 0xF0 ? 4 : at >= 0xE0 ? 3 : at >= 0xC0 ? 2 : 1;
            return needs > back ? block.Length - back : block.Length;
        }

        return block.Length;
    }
}
