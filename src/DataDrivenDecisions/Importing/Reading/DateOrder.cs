using System.Globalization;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>Whether a column writes the month or the day first in dates like 3/4/2026, told from all of its values.</summary>
internal enum DateOrder
{
    /// <summary>Nothing in the file tells; dates that can be read two ways are read month first, as in the United States.</summary>
    Untold,
    MonthFirst,
    DayFirst,

    /// <summary>Both orders occur, or the column is otherwise written year first: a date that can be read two ways is refused.</summary>
    Mixed,
}

/// <summary>What one value says of the order in which its column writes day and month.</summary>
internal enum DateLook
{
    /// <summary>It is no date, or one with the month in letters.</summary>
    Silent,
    YearFirst,
    MonthFirst,
    DayFirst,

    /// <summary>It can be read two ways.</summary>
    EitherWay,
}

/// <summary>Counts what the dates of one column look like.</summary>
internal sealed class DateEvidence
{
    long _yearFirst, _monthFirst, _dayFirst, _eitherWay, _fitsMonthFirst, _fitsDayFirst;

    /// <summary>True when some dates can be read two ways.</summary>
    public bool HasDoubtful => _eitherWay > 0;

    /// <summary>Looks at one value of the column.</summary>
    public void See(DateLook look)
    {
        switch (look)
        {
            case DateLook.YearFirst:
                _yearFirst++;
                break;
            case DateLook.MonthFirst:
                _monthFirst++;
                break;
            case DateLook.DayFirst:
                _dayFirst++;
                break;
            case DateLook.EitherWay:
                _eitherWay++;
                break;
        }
    }

    /// <summary>Hears what a row says itself of a date that can be read two ways: by its school year or test window it may fit with one reading only.</summary>
    public void Hear(bool fitsMonthFirst, bool fitsDayFirst)
    {
        // A row that neither reading fits is wrong in itself, and says nothing of the order.
        _fitsMonthFirst += fitsMonthFirst && !fitsDayFirst ? 1 : 0;
        _fitsDayFirst += fitsDayFirst && !fitsMonthFirst ? 1 : 0;
    }

    /// <summary>True where the column's values leave its order open and what the rows say beside them tells it.</summary>
    public bool IsToldByRows => Order(DateOrder.Untold) is DateOrder.MonthFirst or DateOrder.DayFirst && _monthFirst + _dayFirst == 0;

    /// <summary>Adds what another part of the file says of the column.</summary>
    public void Add(DateEvidence other)
    {
        _yearFirst += other._yearFirst;
        _monthFirst += other._monthFirst;
        _dayFirst += other._dayFirst;
        _eitherWay += other._eitherWay;
        _fitsMonthFirst += other._fitsMonthFirst;
        _fitsDayFirst += other._fitsDayFirst;
    }

    /// <summary>The column's order, or what the rest of the file says when the column itself does not tell.</summary>
    public DateOrder Order(DateOrder ofFile)
    {
        if (_monthFirst > 0 && _dayFirst > 0)
            return DateOrder.Mixed;
        if (_yearFirst > _monthFirst + _dayFirst + _eitherWay)
            return DateOrder.Mixed;
        return (_monthFirst, _dayFirst, _fitsMonthFirst, _fitsDayFirst) switch
        {
            ( > 0, _, _, _) => DateOrder.MonthFirst,
            (_, > 0, _, _) => DateOrder.DayFirst,
            (_, _, > 0, 0) => DateOrder.MonthFirst,
            (_, _, 0, > 0) => DateOrder.DayFirst,
            _ => ofFile,
        };
    }

    /// <summary>What all columns together say, for those that do not tell by themselves.</summary>
    public static DateOrder OfFile(IEnumerable<DateEvidence> columns)
    {
        var orders = columns.Select(c => c.Order(DateOrder.Untold)).Where(o => o is DateOrder.MonthFirst or DateOrder.DayFirst).Distinct().ToList();
        return orders.Count == 1 ? orders[0] : DateOrder.Untold;
    }
}

/// <summary>A column with dates, beside which every row says something of when they were: a school year, a test window.</summary>
/// <param name="Place">The column's place in the file.</param>
/// <param name="MayBe">True where the row may be of that day by what else it says.</param>
internal sealed record DayWitness(int Place, Func<Row, DateOnly, bool> MayBe);

/// <summary>How one date could be read.</summary>
internal enum DateReading
{
    Read,
    Unreadable,

    /// <summary>It can be read two ways, and nothing tells which.</summary>
    Ambiguous,

    /// <summary>It is written otherwise than the rest of its column, but can be read only one way.</summary>
    ReadThoughOtherOrder,
}

/// <summary>Reads dates as exports write them.</summary>
internal static class DateText
{
    static readonly string[] Plain = ["yyyy-MM-dd", "yyyy-M-d", "yyyy/MM/dd", "yyyy/M/d", "yyyyMMdd", "d-MMM-yyyy", "d-MMM-yy", "d MMM yyyy", "MMM d, yyyy", "MMM d yyyy", "MMMM d, yyyy"];

    // Exports write years of birth with two digits too; nobody in a school was born after this year of the century.
    const int LastYearOfThisCentury = 49;

    /// <summary>Reads a date, with or without a time behind it.</summary>
    /// <param name="text">The field.</param>
    /// <param name="order">What its column does with 3/4/2026.</param>
    /// <param name="date">The date, when it could be read.</param>
    public static DateReading Read(string text, DateOrder order, out DateOnly date)
    {
        if (IsPlainDay(text, out date))
            return date.Year is >= 1900 and <= 2200 ? DateReading.Read : DateReading.Unreadable;
        var day = WithoutTime(text.Trim());
        if (DateOnly.TryParseExact(day, Plain, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
            return date.Year is >= 1900 and <= 2200 ? DateReading.Read : DateReading.Unreadable;
        if (!TrySplit(day, out var a, out var b, out var year))
            return DateReading.Unreadable;
        var monthFirst = TryMake(year, a, b, out var us);
        var dayFirst = TryMake(year, b, a, out var other);
        if (!monthFirst && !dayFirst)
            return DateReading.Unreadable;
        return Choose(order, monthFirst ? us : null, dayFirst ? other : null, out date);
    }

    /// <summary>What a text says of the order of day and month.</summary>
    public static DateLook LookOf(string text)
    {
        if (text.Length is < 6 or > 30 || !char.IsAsciiDigit(text[0]) || text.AsSpan().IndexOfAny('/', '.', '-') < 0)
            return DateLook.Silent;
        if (!TrySplit(text, out var a, out var b, out _))
            return text.Length >= 10 && text[4] == '-' ? DateLook.YearFirst : DateLook.Silent;
        return (a, b) switch
        {
            ( > 12, <= 12) => DateLook.DayFirst,
            ( <= 12, > 12) => DateLook.MonthFirst,
            ( <= 12, <= 12) when a != b => DateLook.EitherWay,
            _ => DateLook.Silent,
        };
    }

    /// <summary>Takes 3/4/2026, 3-4-26 and 3.4.2026 apart, without judging which is the month.</summary>
    public static bool TrySplit(string text, out int first, out int second, out int year)
    {
        (first, second, year) = (0, 0, 0);
        Span<Range> parts = stackalloc Range[4];
        var day = WithoutTime(text.Trim()).AsSpan();
        if (day.SplitAny(parts, "/.-") != 3)
            return false;
        return Number(day[parts[0]], 2, out first) && Number(day[parts[1]], 2, out second) && Year(day[parts[2]], out year);
    }

    // Nearly all dates are written so, and a year of attendance has millions of them.
    static bool IsPlainDay(string text, out DateOnly date)
    {
        date = default;
        return text.Length == 10 && text[4] == '-' && text[7] == '-'
            && Number(text.AsSpan(0, 4), 4, out var year) && Number(text.AsSpan(5, 2), 2, out var month) && Number(text.AsSpan(8, 2), 2, out var day)
            && TryMake(year, month, day, out date);
    }

    static DateReading Choose(DateOrder order, DateOnly? monthFirst, DateOnly? dayFirst, out DateOnly date)
    {
        date = (order == DateOrder.DayFirst ? dayFirst : monthFirst) ?? monthFirst ?? dayFirst ?? default;
        var isEitherWay = monthFirst is not null && dayFirst is not null && monthFirst != dayFirst;
        return order switch
        {
            DateOrder.Mixed => isEitherWay ? DateReading.Ambiguous : DateReading.ReadThoughOtherOrder,
            DateOrder.MonthFirst => monthFirst is null ? DateReading.Unreadable : DateReading.Read,
            DateOrder.DayFirst => dayFirst is null ? DateReading.Unreadable : DateReading.Read,
            _ => DateReading.Read,
        };
    }

    static string WithoutTime(string text)
    {
        var t = text.IndexOf('T', StringComparison.Ordinal);
        if (t == 10)
            return text[..10];
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return colon > space && space > 0 ? text[..space] : text;
    }

    static bool TryMake(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year is < 1900 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    static bool Year(ReadOnlySpan<char> text, out int year)
    {
        if (!Number(text, 4, out year) || text.Length == 3 || text.Length == 1)
            return false;
        if (text.Length == 2)
            year += year <= LastYearOfThisCentury ? 2000 : 1900;
        return true;
    }

    static bool Number(ReadOnlySpan<char> text, int digits, out int number)
    {
        number = 0;
        return text.Length > 0 && text.Length <= digits && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
