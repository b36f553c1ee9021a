using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>
/// The words of one column that were met lately. It grows while more different ones come, within what all columns of a file may hold together, and gives up on a
/// column whose words hardly come again: what it holds is bounded, whatever the file. Most files say their words in the same order over and over (the students of a school, day
/// after day), so the word that came next the last time is tried first: it lies beside its forerunner in memory, and nothing is looked up.
/// </summary>
/// <param name="room">What the columns of the file share.</param>
internal sealed class WordTable(WordTable.Room room)
{
    const int Least = 64;
    const int Most = 1 << 18;

    // So many words may share a place in the table, the newest first.
    const int Ways = 4;
    const int LongestBytes = 64;

    Word?[] _words = new Word?[Least];
    Word? _newest;
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
        if (_newest?.Next is { } next && bytes.SequenceEqual(next.Bytes))
            return _newest = next;
        var word = Find(bytes);
        if (_newest is not null)
            _newest.Next = word;
        return _newest = word;
    }

    Word Find(ReadOnlySpan<byte> bytes)
    {
        var place = PlaceOf(bytes, _words.Length);
        for (var way = 0; way < Ways; way++)
            if (_words[place + way] is { } word && bytes.SequenceEqual(word.Bytes))
                return word;
        return Add(place, bytes);
    }

    Word Add(int place, ReadOnlySpan<byte> bytes)
    {
        var word = new Word(Encoding.UTF8.GetString(bytes)) { Bytes = bytes.ToArray() };
        Put(_words, place, word);
        if (++_missed < _words.Length / 2)
            return word;
        if (_words.Length < Most && room.Take(_words.Length * 3))
            Grow();
        else if (_missed * 2 > _asked)
            GiveUp();
        else
            Forget();
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
            Put(_words, PlaceOf(word.Bytes, _words.Length), word);
        }
    }

    // Words that were pushed out are still pointed to by those before them: now and then they are let go, so that what is held stays bounded.
    void Forget()
    {
        foreach (var word in _words)
            if (word is not null)
                word.Next = null;
        (_newest, _asked, _missed) = (null, 0, 0);
    }

    static void Put(Word?[] words, int place, Word word)
    {
        words.AsSpan(place, Ways - 1).CopyTo(words.AsSpan(place + 1));
        words[place] = word;
    }

    static int PlaceOf(ReadOnlySpan<byte> bytes, int places) => (int)(Hash(bytes) & (uint)(places - Ways));

    void GiveUp()
    {
        room.Give(_words.Length - Least);
        (_words, _newest, _hasGivenUp) = ([], null, true);
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
