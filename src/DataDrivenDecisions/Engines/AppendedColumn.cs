using System.Runtime.CompilerServices;
using System.Text;
using DuckDB.NET.Native;

namespace DataDrivenDecisions.Engines;

/// <summary>One column of a block of rows on its way into DuckDB, written in the engine's own layout.</summary>
sealed unsafe class AppendedColumn
{
    // A text of up to twelve bytes stands in the column itself: its length, then its bytes, then zeros.
    const int LongestInPlace = 12;

    static readonly DateOnly Epoch = new(1970, 1, 1);

    static readonly long[] Powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    readonly DuckDBType _type;
    readonly DuckDBType _storedAs;
    readonly bool _isWhole;
    readonly int _places;
    readonly decimal _unitsOfOne = 1;
    readonly decimal _tooLarge;
    readonly long _tooLargeUnits;
    readonly int _place;
    readonly string _table;
    nint _vector;
    void* _values;
    ulong* _present;
    string? _newest;
    UInt128 _newestInPlace;

    public AppendedColumn(DuckDBLogicalType type, int place, string table)
    {
        (_type, _place, _table) = (NativeMethods.LogicalType.DuckDBGetTypeId(type), place, table);
        _storedAs = _type;
        _isWhole = _type is DuckDBType.BigInt or DuckDBType.Integer or DuckDBType.SmallInt;
        if (_type == DuckDBType.Decimal)
        {
            _storedAs = NativeMethods.LogicalType.DuckDBDecimalInternalType(type);
            _places = NativeMethods.LogicalType.DuckDBDecimalScale(type);
            _unitsOfOne = Power(_places);
            _tooLarge = Power(NativeMethods.LogicalType.DuckDBDecimalWidth(type));
            _tooLargeUnits = _storedAs == DuckDBType.HugeInt ? 0 : (long)_tooLarge;
        }
    }

    /// <summary>Begins a block, in which every value is there until it is said to be nothing.</summary>
    public void WritesTo(nint vector)
    {
        _vector = vector;
        _values = NativeMethods.Vectors.DuckDBVectorGetData(vector);
        _present = null;
    }

    public void Text(int row, string? value)
    {
        if (_type != DuckDBType.Varchar)
            throw Wrong("a text (VARCHAR)");
        if (value is null)
            Nothing(row);
        else if (ReferenceEquals(value, _newest))
            ((UInt128*)_values)[row] = _newestInPlace;
        else
            Write(row, value);
    }

    public void Whole(int row, long? value)
    {
        if (!_isWhole)
            throw Wrong("a whole number (BIGINT, INTEGER, SMALLINT)");
        if (value is { } whole)
            Write(row, whole);
        else
            Nothing(row);
    }

    /// <summary>Writes several rows from one on.</summary>
    public void Wholes(int row, ReadOnlySpan<long> values)
    {
        if (!_isWhole)
            throw Wrong("a whole number (BIGINT, INTEGER, SMALLINT)");
        switch (_storedAs)
        {
            case DuckDBType.SmallInt:
                for (var i = 0; i < values.Length; i++)
                    ((short*)_values)[row + i] = checked((short)values[i]);
                break;
            case DuckDBType.Integer:
                for (var i = 0; i < values.Length; i++)
                    ((int*)_values)[row + i] = checked((int)values[i]);
                break;
            default:
                values.CopyTo(new Span<long>((long*)_values + row, values.Length));
                break;
        }
    }

    public void Fraction(int row, decimal? value)
    {
        if (_type != DuckDBType.Decimal || _storedAs == DuckDBType.HugeInt)
            throw Wrong("a decimal of at most eighteen digits (DECIMAL)");
        if (value is not { } fraction)
        {
            Nothing(row);
            return;
        }

        if (!TryShort(fraction, out var units))
        {
            var exact = fraction * _unitsOfOne;
            if (exact >= _tooLarge || exact <= -_tooLarge)
                throw new OverflowException($"A value is too large for column {_place + 1} of table {_table}.");
            units = (long)exact;
        }

        Write(row, units);
    }

    // Most decimals are few digits, which whole numbers shift in a fraction of the time: fewer than ten, and no more behind the point than the column has.
    bool TryShort(decimal fraction, out long units)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(fraction, parts);
        var missing = _places - fraction.Scale;
        units = 0;
        if ((parts[1] | parts[2]) != 0 || missing < 0 || missing >= Powers.Length)
            return false;
        units = (uint)parts[0] * Powers[missing];
        if (units >= _tooLargeUnits)
            return false;
        units = parts[3] < 0 ? -units : units;
        return true;
    }

    public void Real(int row, double? value)
    {
        if (_type != DuckDBType.Double)
            throw Wrong("a real number (DOUBLE)");
        if (value is { } real)
            ((double*)_values)[row] = real;
        else
            Nothing(row);
    }

    public void Day(int row, DateOnly? value)
    {
        if (_type != DuckDBType.Date)
            throw Wrong("a day (DATE)");
        if (value is { } day)
            ((int*)_values)[row] = day.DayNumber - Epoch.DayNumber;
        else
            Nothing(row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Write(int row, long units)
    {
        switch (_storedAs)
        {
            case DuckDBType.SmallInt:
                ((short*)_values)[row] = checked((short)units);
                break;
            case DuckDBType.Integer:
                ((int*)_values)[row] = checked((int)units);
                break;
            default:
                ((long*)_values)[row] = units;
                break;
        }
    }

    void Write(int row, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        if (length <= LongestInPlace)
        {
            UInt128 inPlace = 0;
            *(uint*)&inPlace = (uint)length;
            Encoding.UTF8.GetBytes(value, new Span<byte>((byte*)&inPlace + sizeof(uint), LongestInPlace));
            (_newest, _newestInPlace) = (value, inPlace);
            ((UInt128*)_values)[row] = inPlace;
            return;
        }

        var bytes = length <= 1024 ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(value, bytes);
        fixed (byte* start = bytes)
            NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(_vector, (ulong)row, start, length);
    }

    void Nothing(int row)
    {
        if (_present is null)
        {
            NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(_vector);
            _present = NativeMethods.Vectors.DuckDBVectorGetValidity(_vector);
        }

        _present[row >> 6] &= ~(1UL << (row & 63));
    }

    InvalidOperationException Wrong(string wanted) =>
        new($"Column {_place + 1} of table {_table} is {(_type == DuckDBType.Decimal ? "DECIMAL" : _type.ToString().ToUpperInvariant())}: bulk loading cannot write {wanted} there.");

    static decimal Power(int of)
    {
        var power = 1m;
        for (var i = 0; i < of; i++)
            power *= 10;
        return power;
    }
}
