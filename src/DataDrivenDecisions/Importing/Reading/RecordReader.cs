using System.Text;
using CsvHelper;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>How a file's lines are cut into fields.</summary>
internal readonly record struct Cutting
{
    /// <summary>Comma, tab, semicolon or pipe.</summary>
    public required char Delimiter { get; init; }

    /// <summary>False after an unbalanced quote was found: every line then ends its record, so that one bad quote swallows no other row.</summary>
    public bool LinesMayBreakInQuotes { get; init; }

    /// <summary>True where quotes stand behind a space that follows the delimiter.</summary>
    public bool SpacesAroundQuotes { get; init; }

    public static Cutting With(char delimiter) => new() { Delimiter = delimiter, LinesMayBreakInQuotes = true };
}

/// <summary>Reads one record of a delimited text after the other, with its line in the file.</summary>
internal sealed class RecordReader : IDisposable
{
    readonly CsvReader _csv;
    readonly char _delimiter;
    CsvMalformedRecord? _flaw;
    string[] _fields = [];

    public RecordReader(TextReader text, Cutting cutting, ImportLimits limits)
    {
        _delimiter = cutting.Delimiter;
        _csv = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = cutting.Delimiter,
            HasHeader = false,
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            AllowLineBreaksInQuotes = cutting.LinesMayBreakInQuotes,
            TrimWhitespace = cutting.SpacesAroundQuotes ? true : null,
            // The reader's own limit guards memory; the limit that people see is looked at record by record.
            MaxRecordSize = limits.LineCharacters * 4,
            OnMalformedRecord = flaw => _flaw = flaw,
        }, leaveOpen: false);
    }

    /// <summary>The line on which the record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>How many fields the record has.</summary>
    public int Count { get; private set; }

    /// <summary>The record's fields; the array is used again for the next record and may be longer than <see cref="Count"/>.</summary>
    public string[] Fields => _fields;

    /// <summary>True for an empty line and for one of delimiters alone.</summary>
    public bool IsBlank { get; private set; }

    /// <summary>A quote that opens or closes at a place where it cannot, or null.</summary>
    public CsvMalformedReason? Flaw => _flaw?.Reason;

    /// <summary>True when the record has a quote that is never closed, or that swallowed the lines after it.</summary>
    public bool HasSwallowedLines => Flaw switch
    {
        CsvMalformedReason.UnterminatedQuote => true,
        CsvMalformedReason.TextAfterClosingQuote => _csv.RawRecord.IndexOfAny((byte)'\n', (byte)'\r') >= 0,
        _ => false,
    };

    /// <summary>True when a space between delimiter and quote made the quote a mere character.</summary>
    public bool HasSpaceBeforeQuote => Flaw is CsvMalformedReason.StrayQuote && Raw.Contains(_delimiter + " \"", StringComparison.Ordinal);

    /// <summary>The record as it stands in the file, without its line break.</summary>
    public string Raw => Encoding.UTF8.GetString(_csv.RawRecord);

    /// <summary>The length of the record in the file, in bytes of UTF-8.</summary>
    public int RawLength => _csv.RawRecord.Length;

    /// <summary>Moves to the next record; false at the end.</summary>
    /// <exception cref="CsvFormatException">A record is far longer than the limit.</exception>
    public bool Read()
    {
        _flaw = null;
        if (!_csv.Read())
            return false;
        Line = _csv.LineNumber;
        Count = _csv.FieldCount;
        if (_fields.Length < Count)
            Array.Resize(ref _fields, Math.Max(Count, _fields.Length * 2));
        IsBlank = true;
        for (var i = 0; i < Count; i++)
        {
            _fields[i] = _csv.GetString(i);
            if (IsBlank && !string.IsNullOrWhiteSpace(_fields[i]))
                IsBlank = false;
        }
        return true;
    }

    public void Dispose() => _csv.Dispose();
}
