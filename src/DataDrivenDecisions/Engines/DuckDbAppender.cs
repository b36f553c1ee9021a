using DuckDB.NET.Data;

namespace DataDrivenDecisions.Engines;

/// <summary>
/// DuckDB's bulk loader. It copies each value's own bytes into the column without converting them, so a whole number in a column narrower than its
/// eight bytes would overwrite the rows beside it: each value is therefore held against the column's type and written in its width.
/// </summary>
sealed class DuckDbAppender(DuckDBAppender appender, string table, IReadOnlyList<string> types) : BulkRows
{
    readonly Kind[] _kinds = [.. types.Select(KindOf)];
    IDuckDBAppenderRow _row = null!;
    int _column;

    enum Kind
    {
        Other,
        Text,
        Whole,
        WholeOfFour,
        WholeOfTwo,
        Fraction,
        Real,
        Day,
    }

    public override void Begin()
    {
        _row = appender.CreateRow();
        _column = 0;
    }

    public override void Text(string? value)
    {
        Expect(Kind.Text);
        if (value is null)
            _row.AppendNullValue();
        else
            _row.AppendValue(value);
    }

    public override void Whole(long? value)
    {
        switch (_column < _kinds.Length ? _kinds[_column] : Kind.Other)
        {
            case Kind.WholeOfTwo:
                _column++;
                _row.AppendValue(checked((short?)value));
                break;
            case Kind.WholeOfFour:
                _column++;
                _row.AppendValue(checked((int?)value));
                break;
            default:
                Expect(Kind.Whole);
                _row.AppendValue(value);
                break;
        }
    }

    public override void Fraction(decimal? value)
    {
        Expect(Kind.Fraction);
        _row.AppendValue(value);
    }

    public override void Real(double? value)
    {
        Expect(Kind.Real);
        _row.AppendValue(value);
    }

    public override void Day(DateOnly? value)
    {
        Expect(Kind.Day);
        _row.AppendValue(value);
    }

    public override void End() => _row.EndRow();

    protected override void Finish() => appender.Dispose();

    void Expect(Kind kind)
    {
        if (_column >= _kinds.Length || _kinds[_column] != kind)
            throw new InvalidOperationException(_column >= _kinds.Length
                ? $"Table {table} has {_kinds.Length} columns, and a row was given more."
                : $"Column {_column + 1} of table {table} is {types[_column]}: bulk loading cannot write {Wanted(kind)} there.");
        _column++;
    }

    static string Wanted(Kind kind) => kind switch
    {
        Kind.Text => "a text (VARCHAR)",
        Kind.Whole => "a whole number (BIGINT, INTEGER, SMALLINT)",
        Kind.Fraction => "a decimal (DECIMAL)",
        Kind.Real => "a real number (DOUBLE)",
        Kind.Day => "a day (DATE)",
        _ => "anything",
    };

    static Kind KindOf(string type) => type switch
    {
        "VARCHAR" => Kind.Text,
        "BIGINT" => Kind.Whole,
        "INTEGER" => Kind.WholeOfFour,
        "SMALLINT" => Kind.WholeOfTwo,
        "DOUBLE" => Kind.Real,
        "DATE" => Kind.Day,
        _ when type.StartsWith("DECIMAL(", StringComparison.Ordinal) => Kind.Fraction,
        _ => Kind.Other,
    };
}
