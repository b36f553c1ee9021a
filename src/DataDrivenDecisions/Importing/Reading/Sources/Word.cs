using System.Text;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>
/// A text that stands in a column, and what was found out about it. Schools, dates, codes and ids stand in row after row, so each is looked at once and not in every row.
/// </summary>
internal sealed class Word
{
    DateLook? _look;
    DateOrder _order;
    DateReading _reading;
    DateOnly _date;
    bool _isDateRead;
    bool _isNumberRead;
    bool _isYearRead;
    decimal? _number;
    SchoolYear? _year;

    // Of the list of words in which the text was looked up last.
    object? _meaningIn;
    object? _meaning;

    public Word(string text)
    {
        Text = text;
        if (text.Length == 0)
            return;
        HasOuterSpaces = char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]);
        var trimmed = HasOuterSpaces ? text.Trim() : text;
        Clean = trimmed.Length == 0 ? null : trimmed.IsNormalized() ? trimmed : trimmed.Normalize(NormalizationForm.FormC);
        IsSecret = Secret.IsValue(text);
    }

    /// <summary>No text at all.</summary>
    public static Word Nothing { get; } = new("");

    /// <summary>The text as it stands in the file, outer spaces included.</summary>
    public string Text { get; }

    /// <summary>The text without outer spaces and composed (Unicode NFC), or null where it is blank.</summary>
    public string? Clean { get; }

    /// <summary>True where spaces stand before or behind the text, or are all of it.</summary>
    public bool HasOuterSpaces { get; }

    /// <summary>True where the text has the shape of a Social Security number.</summary>
    public bool IsSecret { get; }

    /// <summary>What the text says of the order in which its column writes day and month.</summary>
    public DateLook Look => _look ??= DateText.LookOf(Text);

    /// <summary>The bytes by which a file without a pool of strings finds the word again.</summary>
    public byte[] Bytes { get; init; } = [];

    /// <summary>The word that stood in the column's next row when this one was met last, where the reader keeps its words.</summary>
    public Word? Next { get; set; }

    /// <summary>Where the word was written down last, so that it is not written there again in every row.</summary>
    public object? NotedIn { get; set; }

    /// <summary>How often a count of the reader's has met the word, where it keeps one.</summary>
    public Tally? Tally { get; set; }

    /// <summary>The text read as a number with a decimal point, or null where it is none.</summary>
    public decimal? Number
    {
        get
        {
            if (!_isNumberRead)
                (_number, _isNumberRead) = (Row.NumberOf(Clean), true);
            return _number;
        }
    }

    /// <summary>The text read as a school year, or null where it is none.</summary>
    public SchoolYear? Year
    {
        get
        {
            if (!_isYearRead)
                (_year, _isYearRead) = (SchoolYear.TryParse(Clean, out var year) ? year : null, true);
            return _year;
        }
    }

    /// <summary>What a list of words says of the text; false where the text is not among them. Lists do not change.</summary>
    public bool TryMeaning<T>(IReadOnlyDictionary<string, T> words, out T meaning)
        where T : struct
    {
        if (!ReferenceEquals(_meaningIn, words))
            (_meaning, _meaningIn) = (Clean is { } text && words.TryGetValue(text, out var found) ? found : null, words);
        meaning = _meaning is T known ? known : default;
        return _meaning is not null;
    }

    /// <summary>The text read as a date; see <see cref="DateText.Read"/>.</summary>
    public DateReading Date(DateOrder order, out DateOnly date)
    {
        if (!_isDateRead || order != _order)
            (_reading, _order, _isDateRead) = (DateText.Read(Clean ?? "", order, out _date), order, true);
        date = _date;
        return _reading;
    }
}

/// <summary>A count that goes on rising.</summary>
internal sealed class Tally
{
    public long Count { get; set; }
}
