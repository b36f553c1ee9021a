using CsvHelper;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Importing.Reading.Sources;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>
/// Reads a surveyed file row by row into arrivals, once, and keeps every row that cannot be loaded with the reason and the line as it came.
/// </summary>
internal sealed class FileReading(Survey survey, ReadingContext context, ImportLimits limits)
{
    readonly List<RejectedRow> _rejects = [];
    readonly List<string> _unreadIds = [];
    readonly Notes _notes = new();
    readonly string _id = survey.File.Format.Headers[0].Split('|')[0];
    bool _isDone;

    public Survey Survey { get; } = survey;

    /// <summary>Rows read so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows that were read without fault and handed on.</summary>
    public long HandedOn { get; private set; }

    /// <summary>Rows that could not be loaded.</summary>
    public IReadOnlyList<RejectedRow> Rejects => _rejects;

    /// <summary>What stands in the first column of the format (its id) in rows that could not be loaded.</summary>
    public IReadOnlyCollection<string> UnreadIds => _unreadIds;

    Header Header => Survey.File.Header;

    /// <summary>Told now and then how many rows were read.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>By which column and kind of id the students were told, or null where it was not asked.</summary>
    public StudentMatching? Matching => context.Students;

    /// <summary>What people should know about the file, after it was read.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            if (Header.IsOfRejects)
                yield return "These are rejected rows that come back: they add and change, and nothing ends for not being among them. The columns that say why they were rejected were left aside.";
            foreach (var warning in Header.Warnings.Concat(Matching?.Sentences() ?? []).Concat(_notes.Sentences))
                yield return warning;
            foreach (var warning in Survey.File.Source.Warnings)
                yield return warning;
            if (Survey.File.Preamble > 0)
                yield return FormattableString.Invariant($"{Survey.File.Preamble} lines before the header were skipped.");
            foreach (var place in Survey.Doubtful.Where(p => p < Header.Cells.Count && IsReadAsDate(p)))
                yield return $"Nothing tells whether {Header.Cells[place].Trim()} writes the day or the month first: it was read month first.";
            foreach (var place in Survey.ToldByRows)
                yield return $"{Header.Cells[place].Trim()} does not tell whether it writes the day or the month first. The school years and test windows that its rows name fit only with the {FirstIn(place)} first: so it was read.";
        }
    }

    /// <summary>The arrivals, in file order.</summary>
    public IEnumerable<Arrival> Arrivals()
    {
        if (_isDone)
            throw new InvalidOperationException("A file is read into arrivals once.");
        _isDone = true;
        var row = new Row(Header, Survey.Orders, context, _notes);
        using var records = Survey.File.Source.Open(limits);
        while (records.Read())
        {
            if (records.Line <= Survey.File.HeaderLine || records.IsBlank || Header.IsRepeatedBy(records))
                continue;
            if (++Rows % 1024 == 0)
                Progress?.Invoke(Rows);
            // Most files say one thing a row, which needs no list.
            if (Survey.File.Format.SaysOneThing)
            {
                if (ArrivalOf(records, row) is { } only)
                    yield return only;
                continue;
            }

            foreach (var arrival in ArrivalsOf(records, row))
                yield return arrival;
        }
    }

    /// <summary>The lines as they came of rows that someone else rejected, by line.</summary>
    public IReadOnlyDictionary<long, string> Originals(IReadOnlySet<long> lines)
    {
        var found = new Dictionary<long, string>();
        if (lines.Count == 0)
            return found;
        using var records = Survey.File.Source.Open(limits);
        while (found.Count < lines.Count && records.Read())
            if (lines.Contains(records.Line))
                found[records.Line] = Original(records, Scrub(records));
        return found;
    }

    IReadOnlyList<Arrival> ArrivalsOf(RecordReader records, Row row)
    {
        var hadSecret = Begin(records, row);
        // A format that says all at once gives a list already; one that says it bit by bit is asked to the end, since the end may be a fault.
        var said = row.Problem is null ? Survey.File.Format.Arrivals(row) : [];
        var arrivals = said as IReadOnlyList<Arrival> ?? [.. said];
        if (Survey.File.Format.IsLastWord(row))
            arrivals = [.. arrivals.Select(a => a with { Ends = true })];
        if (row.Problem is { } problem)
        {
            Reject(records, row, problem, hadSecret);
            return [];
        }
        if (arrivals.Count == 0)
            throw new InvalidOperationException($"The format {Survey.File.Format.Name} made nothing of a row and gave no reason.");
        HandedOn++;
        return arrivals;
    }

    Arrival? ArrivalOf(RecordReader records, Row row)
    {
        var hadSecret = Begin(records, row);
        var arrival = row.Problem is null ? Survey.File.Format.OnlyArrival(row) : null;
        if (arrival is not null && Survey.File.Format.IsLastWord(row))
            arrival = arrival with { Ends = true };
        if (row.Problem is { } problem)
        {
            Reject(records, row, problem, hadSecret);
            return null;
        }
        HandedOn++;
        return arrival;
    }

    /// <summary>Moves on to the record; true when something in it had to be blanked.</summary>
    bool Begin(RecordReader records, Row row)
    {
        var hadSecret = (records.HasSecret || Header.Secrets.Count > 0) && Scrub(records);
        row.Begin(records.Line, records.Words, records.Count);
        CheckShape(records, row);
        return hadSecret;
    }

    void Reject(RecordReader records, Row row, RowReject problem, bool hadSecret)
    {
        if (row.TextOrNull(_id) is { } id)
            _unreadIds.Add(id);
        _rejects.Add(new RejectedRow
        {
            Line = problem.Line,
            Column = problem.Column,
            Rule = problem.Rule,
            Reason = problem.Reason,
            Fix = problem.Fix,
            OriginalLine = records.RawLength > limits.LineCharacters ? "" : Original(records, hadSecret),
        });
    }

    void CheckShape(RecordReader records, Row row)
    {
        if (records.RawLength > limits.LineCharacters)
            row.Reject(null, "line-too-long", "The line is longer than a line may be.", $"Look for an unclosed quote or a missing line break. {LimitSetting.LineCharacters.Names(limits)}");
        // A field is no longer than its record.
        for (var i = 0; records.RawLength > limits.FieldCharacters && i < records.Count; i++)
            if (records.Words[i].Text.Length > limits.FieldCharacters)
                row.Reject(null, "field-too-long", "A field is longer than a field may be.", $"Look for an unclosed quote, or shorten the text. {LimitSetting.FieldCharacters.Names(limits)}");
        if (records.Flaw is CsvMalformedReason.LineBreakInQuotes or CsvMalformedReason.UnterminatedQuote)
            row.Reject(null, "quote-unbalanced", "A quote is opened and not closed on this line.", "Double the quote inside the text, or take it out.");
        if (records.Flaw is CsvMalformedReason.TextAfterClosingQuote)
            row.Note("had text behind a closing quote, which was kept");
        if (records.Count > Header.Cells.Count)
            CheckSurplus(records, row);
        else if (records.Count <= Header.LastNamed)
            CheckShort(records, row);
    }

    void CheckSurplus(RecordReader records, Row row)
    {
        if (records.Fields.Skip(Header.Cells.Count).All(string.IsNullOrWhiteSpace))
            row.Note("had blank fields beyond the last column, which were left out");
        else
            row.Reject(null, "too-many-fields", "The row has more fields than the header has columns.", "Put quotes around a value that holds the delimiter.");
    }

    void CheckShort(RecordReader records, Row row)
    {
        if (Survey.File.Format.EndsOfLinesMayBeMissing)
            row.Note("lacked fields at the end, which were taken as blank");
        else if (records.Count > Header.LastRead)
            row.Note("lacked fields at the end, none of which is read");
        else
            row.Reject(null, "too-few-fields", "The row has fewer fields than the header has columns.", "Look for a missing delimiter, or fill the missing fields.");
    }

    /// <summary>Blanks what is never kept; true when there was something to blank.</summary>
    bool Scrub(RecordReader records)
    {
        var hadSecret = false;
        foreach (var place in Header.Secrets)
            if (place < records.Count && records.Words[place].Text.Length > 0)
            {
                records.Blank(place);
                hadSecret = true;
            }
        for (var i = 0; i < records.Count; i++)
            if (records.Words[i].IsSecret)
            {
                records.Blank(i);
                hadSecret = true;
                _notes.Count("held a value with the shape of a Social Security number, which was dropped", records.Line);
            }
        return hadSecret;
    }

    // Passwords and Social Security numbers are not kept in rejected lines either.
    string Original(RecordReader records, bool hadSecret) =>
        hadSecret ? CsvText.Line(records.Fields.Select((f, i) => Header.Secrets.Contains(i) ? Secret.Removed : f), Survey.File.Source.Delimiter) : records.Raw;

    string FirstIn(int place) => Survey.Orders[place] == DateOrder.DayFirst ? "day" : "month";

    bool IsReadAsDate(int place) =>
        Survey.File.Format.Headers.Concat(Survey.File.Format.MoreHeaders).Select(c => c.Split('|')[0]).Any(c => Header.Place(c) == place);
}
