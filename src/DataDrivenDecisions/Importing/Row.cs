using System.Globalization;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Reading;
using DataDrivenDecisions.Importing.Reading.Sources;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing;

/// <summary>
/// One row of a file, asked by column for what it says. A field that cannot be read makes the row a reject: the first failure is
/// kept, a stand-in is returned, and nothing of the row is loaded.
/// </summary>
public sealed class Row
{
    // What every engine keeps of an id (the key columns of SQL Server are NVARCHAR(255)).
    internal const int LongestId = 255;

    /// <summary>What is returned in place of a day that cannot be read.</summary>
    internal static readonly DateOnly StandIn = new(2000, 1, 1);

    // Beyond so many a look at each of them costs more than it saves.
    const int ColumnsRemembered = 32;

    readonly List<(string Column, int Place)> _asked = [];
    readonly Header _header;
    readonly IReadOnlyList<DateOrder> _orders;
    readonly Notes _notes;
    Word[] _words = [];
    int _count;
    int _lastAsked;
    string? _calendarOf;
    (DateOnly First, DateOnly Last)? _calendar;

    internal Row(Header header, IReadOnlyList<DateOrder> orders, ReadingContext context, Notes notes) =>
        (_header, _orders, Context, _notes) = (header, orders, context, notes);

    /// <summary>The line on which the row begins.</summary>
    public long Line { get; private set; }

    /// <summary>What the row cannot say itself.</summary>
    public ReadingContext Context { get; }

    /// <summary>The file's columns, for layouts that find theirs by pattern.</summary>
    internal Header Header => _header;

    /// <summary>Why the row cannot be loaded, or null.</summary>
    internal RowReject? Problem { get; private set; }

    /// <summary>True when the file has the column.</summary>
    public bool Has(string column) => Place(column) >= 0;

    /// <summary>The text of a column, or null when it is blank or not in the file.</summary>
    public string? TextOrNull(string column) => TextAt(Place(column));

    /// <summary>The text at a place of the file, or null when it is blank or not there.</summary>
    internal string? TextAt(int place)
    {
        if (place < 0 || place >= _count)
            return null;
        var word = _words[place];
        if (word.HasOuterSpaces)
            _notes.Count("had spaces around a value, which were taken off", Line);
        return word.Clean;
    }

    /// <summary>The field at a place as it stands, outer spaces included; empty when it is not there.</summary>
    internal string RawAt(int place) => place >= 0 && place < _count ? _words[place].Text : "";

    /// <summary>The text of a column that must not be blank.</summary>
    public string Text(string column) => TextOrNull(column) ?? Blank(column);

    /// <summary>An id as the source writes it, leading zeros included.</summary>
    public string Id(string column)
    {
        var id = Text(column);
        if (id.Length > LongestId)
            Reject(column, "id-too-long", $"An id has at most {LongestId} characters.", "Look for a missing delimiter, or export the id alone.");
        return id;
    }

    /// <summary>What a list of words says of the text of a column; false where the text is blank or not among them. Each text is looked up once, and not in every row.</summary>
    internal bool TryMeaning<T>(string column, IReadOnlyDictionary<string, T> words, out T meaning)
        where T : struct
    {
        if (Place(column) is >= 0 and var place && place < _count)
            return _words[place].TryMeaning(words, out meaning);
        meaning = default;
        return false;
    }

    /// <summary>The student's id as the source writes it.</summary>
    public string StudentId(string column) => Meant(column, Id(column));

    /// <summary>The student whom an id of a column means: by the kind of id that carries the file, or by a person's word; else the id as it is.</summary>
    internal string Meant(string column, string id)
    {
        if (Context.Students is not { } students)
            return id;
        if (students.IsContradicted(column, id))
            Reject(column, "student-names-contradict", "The id is one of the roster's, but the names beside the ids of this file are those of other students.",
                "Look which column holds the district's own ids: correct it, or map the file and choose the column.");
        var meant = students.Meant(column, id, out var isByHand);
        if (isByHand)
            Note("named a student by an id that a person has matched by hand; they were taken for that student");
        return meant;
    }

    /// <summary>The school's id as the source writes it, with the leading zeros that it has lost.</summary>
    public string SchoolId(string column) => MeantSchool(Id(column), Place(column));

    /// <summary>The school that an id means; a reject where it is one that no roster knows, although it knows the others.</summary>
    internal string MeantSchool(string school, int place)
    {
        if (Context.MeantSchools.Count > 0 && Context.MeantSchools.TryGetValue(school, out var meant))
        {
            Note("named a school without the leading zeros of its number; they were taken for that school");
            return meant;
        }
        CheckSchool(school, place);
        return school;
    }

    /// <summary>A reject when no roster knows the school, although it knows the other schools of the file.</summary>
    void CheckSchool(string school, int place)
    {
        if (Context.UnknownSchools.Contains(school))
            RejectAt(place, "school-unknown", "No roster knows this school, although it knows the other schools of the file.", "Correct the school, or send the roster that names it.");
    }

    /// <summary>A list in one field: "a,b". Blank is an empty list.</summary>
    public IReadOnlyList<string> List(string column, char separator = ',') =>
        TextOrNull(column)?.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>A day that must be there.</summary>
    public DateOnly Date(string column)
    {
        if (DateOrNull(column) is { } date)
            return date;
        if (Problem is null)
            Blank(column);
        return StandIn;
    }

    /// <summary>A day, or null when the column is blank or missing.</summary>
    public DateOnly? DateOrNull(string column)
    {
        var place = Place(column);
        return TextAt(place) is null ? null : Judged(_words[place].Date(OrderAt(place), out var date), date, place);
    }

    /// <summary>A day written in the field of a place; a reject, and null, when it is none.</summary>
    internal DateOnly? ReadDate(string text, int place) => Judged(DateText.Read(text, OrderAt(place), out var date), date, place);

    /// <summary>The days that a field can mean, that of its column's order first; none where it is no date. Never a reject.</summary>
    internal IEnumerable<DateOnly> DaysAt(int place)
    {
        foreach (var order in TextAt(place) is null ? [] : (DateOrder[])[OrderAt(place), DateOrder.MonthFirst, DateOrder.DayFirst])
            if (_words[place].Date(order, out var date) is DateReading.Read or DateReading.ReadThoughOtherOrder)
                yield return date;
    }

    DateOrder OrderAt(int place) => place < _orders.Count ? _orders[place] : DateOrder.Untold;

    DateOnly? Judged(DateReading reading, DateOnly date, int place)
    {
        switch (reading)
        {
            case DateReading.Ambiguous:
                RejectAt(place, "date-ambiguous", "The date can be read two ways, and the other dates of the column are written otherwise.", "Write it as YYYY-MM-DD.");
                return null;
            case DateReading.Unreadable:
                RejectAt(place, "date-unreadable", "This is no date of the calendar, or it is written otherwise than the rest of the column.", "Write an existing date as YYYY-MM-DD.");
                return null;
            case DateReading.ReadThoughOtherOrder:
                _notes.Count("had a date written otherwise than the rest of its column, which could be read only one way", Line);
                return date;
            default:
                return date;
        }
    }

    /// <summary>A day that has happened: what lies after the day of the import is a reject.</summary>
    public DateOnly PastDate(string column) => CheckPast(Date(column), Place(column));

    /// <summary>A reject when the day lies after that of the import.</summary>
    internal DateOnly CheckPast(DateOnly date, int place)
    {
        if (date > Context.Today)
            RejectAt(place, "date-in-future", "The date lies after the day of the import.", "Correct the date, or send the row when the day has come.");
        return date;
    }

    /// <summary>A day that has happened and that lies within the school's calendar, where the school has one.</summary>
    public DateOnly SchoolDay(string column, string school) => CheckCalendar(PastDate(column), school, Place(column));

    /// <summary>A reject when the school has a calendar that the day lies outside of.</summary>
    internal DateOnly CheckCalendar(DateOnly date, string school, int place)
    {
        // Rows of one school stand together in most files.
        if (!ReferenceEquals(school, _calendarOf))
            (_calendar, _calendarOf) = (Context.Calendars.Value.TryGetValue(school, out var known) ? known : null, school);
        if (_calendar is { } calendar && (date < calendar.First || date > calendar.Last))
            RejectAt(place, "date-outside-calendar", "The school has no calendar for that date.", "Correct the date, or send the calendar of that year.");
        return date;
    }

    /// <summary>A school year such as 2026 or 2025-26, else the year that the import was given; a reject when neither is there.</summary>
    public SchoolYear Year(string column)
    {
        if (YearOrNull(column) is { } year)
            return year;
        if (Problem is null && Context.Year is null)
            Reject(column, "year-missing", "The row does not say its school year.", "Fill the column, or name the year with --school-year.");
        return Context.Year ?? new SchoolYear(2000);
    }

    /// <summary>A school year, or null when the column is blank or missing.</summary>
    public SchoolYear? YearOrNull(string column) => Place(column) is var place && TextAt(place) is null ? null : Judged(_words[place].Year, place);

    /// <summary>A school year written in the field of a place; a reject, and null, when it is none.</summary>
    internal SchoolYear? ReadYear(string text, int place) => Judged(SchoolYear.TryParse(text, out var year) ? year : null, place);

    SchoolYear? Judged(SchoolYear? read, int place)
    {
        if (read is { } year)
            return year;
        RejectAt(place, "year-unreadable", "This is no school year.", "Write it as 2025-26 or as the year in which it ends, 2026.");
        return null;
    }

    /// <summary>A grade level in any of the usual ways of writing, or null when the column is blank or missing.</summary>
    public GradeLevel? GradeOrNull(string column) => TextOrNull(column) is { } text ? ReadGrade(text, Place(column)) : null;

    /// <summary>A grade level written in the field of a place; a reject, and null, when it is none.</summary>
    internal GradeLevel? ReadGrade(string text, int place)
    {
        if (GradeLevel.TryParse(text, out var grade))
            return grade;
        RejectAt(place, "grade-unreadable", "This is no grade level.", "Write PK, KG, 01 to 12, or a CEDS code.");
        return null;
    }

    /// <summary>A number within bounds, or null when the column is blank or missing.</summary>
    public decimal? DecimalOrNull(string column, decimal least = decimal.MinValue, decimal most = decimal.MaxValue) =>
        Place(column) is var place && TextAt(place) is null ? null : Within(_words[place].Number, place, least, most);

    /// <summary>A number written in the field of a place; a reject, and null, when it is none or out of bounds.</summary>
    internal decimal? ReadDecimal(string text, int place, decimal least, decimal most) => Within(NumberOf(text), place, least, most);

    /// <summary>A number as exports write it, or null where the text is none.</summary>
    internal static decimal? NumberOf(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    decimal? Within(decimal? read, int place, decimal least, decimal most)
    {
        if (read is not { } number)
        {
            RejectAt(place, "number-unreadable", "This is no number.", "Write digits, with a point before decimals, or leave it blank.");
            return null;
        }
        if (number >= least && number <= most)
            return number;
        RejectAt(place, "number-out-of-range", OutOfRange(least, most), "Correct the number at its source.");
        return null;
    }

    /// <summary>A number within bounds that must be there.</summary>
    public decimal Decimal(string column, decimal least = decimal.MinValue, decimal most = decimal.MaxValue)
    {
        if (DecimalOrNull(column, least, most) is { } number)
            return number;
        if (Problem is null)
            Blank(column);
        return least == decimal.MinValue ? 0 : least;
    }

    /// <summary>A whole number within bounds, or null when the column is blank or missing.</summary>
    public int? WholeOrNull(string column, int least, int most)
    {
        if (DecimalOrNull(column, least, most) is not { } number)
            return null;
        if (number == decimal.Truncate(number))
            return (int)number;
        Reject(column, "number-unreadable", "This is no whole number.", "Write it without decimals.");
        return null;
    }

    /// <summary>True or false in the words of exports (true, yes, y, 1 and their opposites), or null when blank or missing.</summary>
    public bool? FlagOrNull(string column) => TextOrNull(column) is { } text ? ReadFlag(text, Place(column)) : null;

    /// <summary>True or false written in the field of a place; a reject, and null, when it is neither.</summary>
    internal bool? ReadFlag(string text, int place)
    {
        var flag = FlagOf(text);
        if (flag is null)
            RejectAt(place, "code-unknown", "This is neither yes nor no.", "Write true or false, yes or no, 1 or 0.");
        return flag;
    }

    /// <summary>True or false in the words of exports, or null where the text says neither.</summary>
    internal static bool? FlagOf(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "y" or "t" or "1" => true,
        "false" or "no" or "n" or "f" or "0" => false,
        _ => null,
    };

    /// <summary>True or false by the source's own two words; any other word is a reject, blank is false.</summary>
    public bool Flag(string column, string yes, string no)
    {
        var text = TextOrNull(column);
        if (text is null || text.Equals(no, StringComparison.OrdinalIgnoreCase))
            return false;
        if (text.Equals(yes, StringComparison.OrdinalIgnoreCase))
            return true;
        Reject(column, "code-unknown", $"This is neither {yes} nor {no}.", $"Write {yes} or {no}.");
        return false;
    }

    /// <summary>One of a list of words, in any case, as the list writes it; any other word is a reject.</summary>
    public string OneOf(string column, IReadOnlyList<string> words)
    {
        var text = Text(column);
        if (Problem is null && !words.Contains(text, StringComparer.OrdinalIgnoreCase))
            Reject(column, "code-unknown", "The format does not know this code.", $"Use one of: {string.Join(", ", words)}.");
        return words.FirstOrDefault(w => w.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? text;
    }

    // A format names its columns by the same few texts in row after row, so that most are known again by what they are and not by their letters.
    int Place(string column)
    {
        // They are asked for in the same order too: what follows what was asked for last, or that again, is tried first.
        for (var i = 0; i < _asked.Count; i++)
        {
            var asked = _lastAsked + i < _asked.Count ? _lastAsked + i : _lastAsked + i - _asked.Count;
            if (!ReferenceEquals(_asked[asked].Column, column))
                continue;
            _lastAsked = asked;
            return _asked[asked].Place;
        }

        var place = _header.Place(column);
        if (_asked.Count < ColumnsRemembered)
            _asked.Add((column, place));
        return place;
    }

    /// <summary>Makes the row a reject, unless it already is one.</summary>
    /// <param name="column">The format's name of the column at fault, or null for the whole row.</param>
    /// <param name="rule">A short stable name of the rule, in kebab-case.</param>
    /// <param name="reason">What is wrong, without any value of the row.</param>
    /// <param name="fix">What to do about it.</param>
    public void Reject(string? column, string rule, string reason, string fix) =>
        Problem ??= new RowReject { Line = Line, Column = column is null ? null : _header.InFile(column), Rule = rule, Reason = reason, Fix = fix };

    /// <summary>The same for a place of the file.</summary>
    internal void RejectAt(int place, string rule, string reason, string fix) =>
        Problem ??= new RowReject { Line = Line, Column = place >= 0 && place < _header.Cells.Count ? _header.Cells[place].Trim() : null, Rule = rule, Reason = reason, Fix = fix };

    /// <summary>Counts something worth telling about the file: "3 rows {what}".</summary>
    public void Note(string what) => _notes.Count(what, Line);

    /// <summary>The header and value of every filled column, passwords and Social Security numbers left out.</summary>
    public IEnumerable<KeyValuePair<string, string>> Filled()
    {
        for (var i = 0; i < _count && i < _header.Cells.Count; i++)
            if (!_header.Aside.Contains(i) && _words[i].Text.Length > 0 && _header.Cells[i].Trim() is { Length: > 0 } name)
                yield return new(name, _words[i].Text.Trim());
    }

    /// <summary>The header and value of every filled column that the format does not read, secrets left out.</summary>
    internal IEnumerable<KeyValuePair<string, string>> FilledUnread()
    {
        for (var i = 0; i < _count && i < _header.Cells.Count; i++)
            if (!_header.IsRead(i) && !_header.Aside.Contains(i) && _words[i].Text.Trim() is { Length: > 0 } value && _header.Cells[i].Trim() is { Length: > 0 } name)
                yield return new(name, value);
    }

    /// <summary>Moves on to another record, whose secrets have been blanked.</summary>
    internal void Begin(long line, Word[] words, int count)
    {
        (Line, _words, _count) = (line, words, count);
        Problem = null;
    }

    string Blank(string column)
    {
        Reject(column, "required-blank", "The column must not be blank.", "Fill it at the source, or leave the row out.");
        return "";
    }

    static string OutOfRange(decimal least, decimal most) =>
        most == decimal.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"The number is below {least}.")
        : least == decimal.MinValue ? string.Create(CultureInfo.InvariantCulture, $"The number is above {most}.")
        : string.Create(CultureInfo.InvariantCulture, $"The number is not between {least} and {most}.");
}
