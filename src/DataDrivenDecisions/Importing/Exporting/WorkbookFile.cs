using System.Globalization;
using System.Numerics;
using System.Text;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace DataDrivenDecisions.Importing.Exporting;

/// <summary>
/// An Excel workbook that is written row by row: figures as figures, days as days, and every text as a text, so that an id keeps its leading zeros and nothing
/// in it is ever run as a formula.
/// </summary>
public sealed class WorkbookFile : IDisposable
{
    /// <summary>So many rows a sheet of Excel has, the header among them.</summary>
    public const int SheetRows = 1_048_576;

    const int LongestText = 32_767, LongestTitle = 31, NarrowestColumn = 11;

    // Excel keeps fifteen digits of a number, and counts no day right before March 1900.
    const decimal Exact = 1e15m;
    static readonly DateTime FirstDay = new(1900, 3, 1, 0, 0, 0, DateTimeKind.Unspecified);

    readonly Spreadsheet _book;
    readonly string _title;
    readonly int _mostRows;
    readonly StyleId _text, _day, _moment;
    StyledCell[] _cells = [];
    IReadOnlyList<string> _names = [];

    /// <param name="stream">Where the workbook is written; it stays open.</param>
    /// <param name="title">What the sheet is called.</param>
    /// <param name="mostRows">So many rows at most, the header among them.</param>
    public WorkbookFile(Stream stream, string title, int mostRows = SheetRows)
    {
        ArgumentNullException.ThrowIfNull(title);
        _book = Wait(Spreadsheet.CreateNewAsync(stream, new SpreadCheetahOptions { PreserveStringWhitespace = true }));
        _title = title.Length > LongestTitle ? title[..LongestTitle] : title;
        _mostRows = mostRows;
        // A cell in the format of text stays one when somebody edits it.
        _text = Style(NumberFormat.Standard(StandardNumberFormat.Text));
        _day = Style("yyyy-mm-dd");
        _moment = Style("yyyy-mm-dd hh:mm:ss");
    }

    /// <summary>How many rows were written after the header.</summary>
    public long Rows { get; private set; }

    /// <summary>Writes the column names into a first row that stays in sight.</summary>
    public void Header(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var options = new WorksheetOptions { FrozenRows = 1 };
        for (var i = 0; i < names.Count; i++)
            options.Column(i + 1).Width = Math.Max(names[i].Length + 2, NarrowestColumn);
        Wait(_book.StartWorksheetAsync(_title, options));
        var bold = _book.AddStyle(new Style { Font = { Bold = true } });
        Wait(_book.AddHeaderRowAsync([.. names], bold));
        _names = names;
        _cells = new StyledCell[names.Count];
    }

    /// <summary>Writes one row: texts, figures, days, moments; null is an empty cell.</summary>
    /// <exception cref="ExportRefused">A sheet holds no more rows, or a cell no text that long.</exception>
    public void Row(object?[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (Rows + 1 >= _mostRows)
            throw new ExportRefused($"A sheet of Excel has {_mostRows.ToString("N0", CultureInfo.InvariantCulture)} rows and {_title} has more. Export it with --format csv or --format parquet, or only what one person may see with --as.");
        for (var i = 0; i < values.Length; i++)
            _cells[i] = Cell(values[i], i);
        Wait(_book.AddRowAsync(_cells));
        Rows++;
    }

    /// <summary>Ends the file; without it, it is none.</summary>
    public void Finish() => Wait(_book.FinishAsync());

    public void Dispose() => _book.Dispose();

    StyledCell Cell(object? value, int column) => value switch
    {
        null => default,
        string text => Text(text, column),
        bool flag => new StyledCell(flag, null),
        DateOnly day => Moment(day.ToDateTime(TimeOnly.MinValue)),
        DateTime moment => Moment(moment),
        double number => double.IsFinite(number) ? new StyledCell(number, null) : default,
        float number => float.IsFinite(number) ? new StyledCell(number, null) : default,
        BigInteger number => BigInteger.Abs(number) < (BigInteger)Exact ? new StyledCell((long)number, null) : Text(number.ToString(CultureInfo.InvariantCulture), column),
        decimal number => Figure(number, column),
        byte or sbyte or short or ushort or int or uint or long or ulong => Figure(Convert.ToDecimal(value, CultureInfo.InvariantCulture), column),
        IFormattable other => Text(other.ToString(null, CultureInfo.InvariantCulture), column),
        _ => Text(value.ToString() ?? "", column),
    };

    StyledCell Figure(decimal number, int column) => Math.Abs(number) < Exact && (decimal)(double)number == number
        ? new StyledCell(number, null)
        : Text(number.ToString(CultureInfo.InvariantCulture), column);

    StyledCell Moment(DateTime moment) => moment < FirstDay
        ? new StyledCell(moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture), _text)
        : new StyledCell(moment, moment.TimeOfDay == TimeSpan.Zero ? _day : _moment);

    StyledCell Text(string text, int column)
    {
        if (text.Length > LongestText)
            throw new ExportRefused($"A cell of Excel holds {LongestText.ToString("N0", CultureInfo.InvariantCulture)} characters, and row {Rows + 2} of {_title} has more in {_names[column]}. Export it with --format csv or --format parquet.");
        return new StyledCell(Writable(text), _text);
    }

    /// <summary>Characters that a workbook cannot hold as they are, in its own way of writing them (ECMA-376, ST_Xstring).</summary>
    static string Writable(string text)
    {
        if (!text.Any(IsUnwritable) && !text.Contains("_x", StringComparison.Ordinal))
            return text;
        var written = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsUnwritable(text[i]))
                written.Append(CultureInfo.InvariantCulture, $"_x{(int)text[i]:X4}_");
            else if (IsEscape(text.AsSpan(i)))
                written.Append("_x005F_");
            else
                written.Append(text[i]);
        }
        return written.ToString();
    }

    static bool IsUnwritable(char c) => c is < ' ' and not '\t' and not '\n' or '\uFFFE' or '\uFFFF';

    // A text that happens to look like such a writing would be read as one.
    static bool IsEscape(ReadOnlySpan<char> text) => text is ['_', 'x', var a, var b, var c, var d, '_', ..]
        && char.IsAsciiHexDigit(a) && char.IsAsciiHexDigit(b) && char.IsAsciiHexDigit(c) && char.IsAsciiHexDigit(d);

    StyleId Style(string format) => _book.AddStyle(new Style { Format = NumberFormat.Custom(format) });

    StyleId Style(NumberFormat format) => _book.AddStyle(new Style { Format = format });

    // The library writes in steps that wait for the stream; ours is a file, and does not keep anybody waiting.
    static void Wait(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully)
            task.AsTask().GetAwaiter().GetResult();
    }

    static T Wait<T>(ValueTask<T> task) => task.IsCompletedSuccessfully ? task.Result : task.AsTask().GetAwaiter().GetResult();
}
