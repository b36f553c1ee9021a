using System.Collections;
using CsvHelper;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>Reads one record of a table after the other, with its line in the file, whatever the file is made of.</summary>
internal abstract class RecordReader : IDisposable
{
    readonly Texts _texts;
    Word[] _words = [];

    protected RecordReader() => _texts = new Texts(this);

    /// <summary>
    /// The line on which the record begins, from 1. Where several records share a line (XML and JSON without line breaks) each next one counts one more,
    /// so that a number names one record.
    /// </summary>
    public long Line { get; protected set; }

    /// <summary>How many fields the record has.</summary>
    public int Count { get; private set; }

    /// <summary>The texts of the record's fields; they are others after the next record was read.</summary>
    public IReadOnlyList<string> Fields => _texts;

    /// <summary>The record's fields; the array is used again for the next record and may be longer than <see cref="Count"/>.</summary>
    public Word[] Words => _words;

    /// <summary>True where a field has the shape of a Social Security number.</summary>
    public bool HasSecret { get; private set; }

    /// <summary>True for an empty line and for one of delimiters alone.</summary>
    public bool IsBlank { get; private set; }

    /// <summary>A quote that opens or closes at a place where it cannot, or null.</summary>
    public virtual CsvMalformedReason? Flaw => null;

    /// <summary>The record as it stands in the file, without its line break.</summary>
    public abstract string Raw { get; }

    /// <summary>The length of the record in the file.</summary>
    public abstract int RawLength { get; }

    /// <summary>Moves to the next record; false at the end.</summary>
    /// <exception cref="CsvFormatException">A record of a delimited text is far longer than the limit.</exception>
    /// <exception cref="ImportRejected">The file breaks off or is damaged.</exception>
    public abstract bool Read();

    /// <summary>Takes a field out of the record, since it is never kept.</summary>
    public void Blank(int place) => _words[place] = Word.Nothing;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    /// <summary>Makes room for a record of so many fields, all of which are set next.</summary>
    protected void Begin(int count)
    {
        if (_words.Length < count)
            Array.Resize(ref _words, Math.Max(count, _words.Length * 2));
        (Count, IsBlank, HasSecret) = (count, true, false);
    }

    /// <summary>Sets a field of the record.</summary>
    protected void Set(int place, string text) => Set(place, text.Length == 0 ? Word.Nothing : new Word(text));

    /// <summary>Sets a field of the record.</summary>
    protected void Set(int place, Word word)
    {
        _words[place] = word;
        IsBlank &= word.Clean is null;
        HasSecret |= word.IsSecret;
    }

    /// <summary>The record's fields as texts.</summary>
    sealed class Texts(RecordReader record) : IReadOnlyList<string>
    {
        public int Count => record.Count;

        public string this[int place] => record._words[place].Text;

        public IEnumerator<string> GetEnumerator()
        {
            for (var i = 0; i < record.Count; i++)
                yield return record._words[i].Text;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
