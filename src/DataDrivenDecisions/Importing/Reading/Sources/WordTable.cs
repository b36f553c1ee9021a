using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>
/// The words of one column that were met lately. It grows while more different ones come, within what all columns of a file may hold together, and gives up on a
/// column whose words hardly come again: what it holds is bounded, whatever the file.
/// </summary>
/// <param name="room">What the columns of the file share.</param>
internal sealed class WordTable(WordTable.Room room)
{
    const int Least = 64;
    const int Most = 1 << 16;
    const int LongestBytes = 64;

    // Two words may share a place, the one used last first.
    Word?[] _words = new Word?[Least];
    long _asked, _missed;
    bool _hasGivenUp;

    /// <summary>The word of some bytes of UTF-8.</summary>
    public Word Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
            return Word.Nothing;
        if (_hasGivenUp || bytes.Length > LongestBytes)
            return new Word(Encoding.UTF8.GetString(bytes));
        _asked++;
        var place = (int)Hash(bytes) & (_words.Length - 2);
        if (_words[place] is { } first && bytes.SequenceEqual(first.Bytes))
            return first;
        if (_words[place + 1] is { } second && bytes.SequenceEqual(second.Bytes))
            return second;
        return Add(place, bytes);
    }

    Word Add(int place, ReadOnlySpan<byte> bytes)
    {
        var word = new Word(Encoding.UTF8.GetString(bytes)) { Bytes = bytes.ToArray() };
        _words[place + 1] = _words[place];
        _words[place] = word;
        if (++_missed < _words.Length / 2)
            return word;
        if (_words.Length < Most && room.Take(_words.Length * 3))
            Grow();
        else if (_missed * 2 > _asked)
            GiveUp();
        else
            (_asked, _missed) = (0, 0);
        return word;
    }

    void Grow()
    {
        var before = _words;
        _words = new Word?[before.Length * 4];
        (_asked, _missed) = (0, 0);
        foreach (var word in before)
        {
            if (word is null)
                continue;
            var place = (int)Hash(word.Bytes) & (_words.Length - 2);
            _words[place + 1] = _words[place];
            _words[place] = word;
        }
    }

    void GiveUp()
    {
        room.Give(_words.Length - Least);
        (_words, _hasGivenUp) = ([], true);
    }

    // The ends and the length tell words of a column apart; two that differ in the middle alone only push each other out.
    static uint Hash(ReadOnlySpan<byte> bytes)
    {
        ulong a, b;
        if (bytes.Length >= 8)
            (a, b) = (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..]));
        else if (bytes.Length >= 4)
            (a, b) = (BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]));
        else
            (a, b) = (bytes[0], ((uint)bytes[^1] << 8) | bytes[bytes.Length / 2]);
        var mixed = (a * 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft(b * 0xC2B2AE3D27D4EB4F, 31) ^ ((ulong)bytes.Length << 56);
        mixed *= 0x9E3779B97F4A7C15;
        return (uint)(mixed >> 32);
    }

    /// <summary>How many places the tables of a file's columns may have together.</summary>
    /// <param name="places">What is left.</param>
    internal sealed class Room(int places)
    {
        int _left = places;

        public bool Take(int places)
        {
            if (places > _left)
                return false;
            _left -= places;
            return true;
        }

        public void Give(int places) => _left += places;
    }
}
