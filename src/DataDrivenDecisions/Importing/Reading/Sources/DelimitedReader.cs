using System.Text;
using CsvHelper;

namespace DataDrivenDecisions.Importing.Reading.Sources;

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

/// <summary>Reads one record of a delimited text after the other.</summary>
internal sealed class DelimitedReader : RecordReader
{
    // Words of all columns together: a hundred megabytes at most.
    const int WordsKept = 1 << 19;

    readonly CsvReader _csv;
    readonly char _delimiter;
    readonly WordTable.Room _room = new(WordsKept);
    WordTable[] _columns = [];
    CsvMalformedRecord? _flaw;

    DelimitedReader(Func<CsvReaderOptions, CsvReader> open, Cutting cutting, ImportLimits limits)
    {
        _delimiter = cutting.Delimiter;
        _csv = open(new CsvReaderOptions
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
        });
    }

    public DelimitedReader(TextReader text, Cutting cutting, ImportLimits limits)
        : this(options => CsvReader.Create(text, options, leaveOpen: false), cutting, limits)
    {
    }

    /// <summary>Reads a stream that is disposed with the reader.</summary>
    public static DelimitedReader Of(Stream stream, TextDecoding decoding, Cutting cutting, ImportLimits limits) => decoding.Utf8(stream) is { } bytes
        ? new DelimitedReader(options => CsvReader.Create(bytes, options, leaveOpen: false), cutting, limits)
        : new DelimitedReader(decoding.Open(stream), cutting, limits);

    public override CsvMalformedReason? Flaw => _flaw?.Reason;

    /// <summary>True when the record has a quote that is never closed, or that swallowed the lines after it.</summary>
    public bool HasSwallowedLines => Flaw switch
    {
        CsvMalformedReason.UnterminatedQuote => true,
        CsvMalformedReason.TextAfterClosingQuote => _csv.RawRecord.IndexOfAny((byte)'\n', (byte)'\r') >= 0,
        _ => false,
    };

    /// <summary>True when a space between delimiter and quote made the quote a mere character.</summary>
    public bool HasSpaceBeforeQuote => Flaw is CsvMalformedReason.StrayQuote && Raw.Contains(_delimiter + " \"", StringComparison.Ordinal);

    public override string Raw => Encoding.UTF8.GetString(_csv.RawRecord);

    public override int RawLength => _csv.RawRecord.Length;

    public override bool Read()
    {
        _flaw = null;
        if (!_csv.Read())
            return false;
        Line = _csv.LineNumber;
        Begin(_csv.FieldCount);
        if (_columns.Length < Count)
            _columns = [.. _columns, .. Enumerable.Range(_columns.Length, Count - _columns.Length).Select(_ => new WordTable(_room))];
        for (var i = 0; i < Count; i++)
            Set(i, _columns[i].Of(_csv.GetSpan(i)));
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _csv.Dispose();
    }
}
