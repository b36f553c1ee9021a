using System.Buffers.Binary;
using System.Data;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace DataDrivenDecisions.Engines;

/// <summary>What the rows of a table come to, whatever their order and whichever engine says them: their number, and the sum of a hash of each.</summary>
sealed class RowSum
{
    const char BetweenValues = (char)31;

    readonly StringBuilder _said = new();
    ulong _first, _second;

    public long Rows { get; private set; }

    /// <summary>Adds a row by its values.</summary>
    public void Add(IDataRecord row)
    {
        _said.Clear();
        for (var i = 0; i < row.FieldCount; i++)
            _said.Append(row.IsDBNull(i) ? "-" : "=" + Text(row.GetValue(i))).Append(BetweenValues);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(_said.ToString()), hash);
        unchecked
        {
            _first += BinaryPrimitives.ReadUInt64LittleEndian(hash);
            _second += BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]);
        }

        Rows++;
    }

    /// <summary>The sum of the hashes, in hexadecimal.</summary>
    public string Hash => string.Create(CultureInfo.InvariantCulture, $"{_first:x16}{_second:x16}");

    /// <summary>True when two tables hold the same rows.</summary>
    public bool IsSameAs(RowSum other) => (Rows, _first, _second) == (other.Rows, other._first, other._second);

    /// <summary>A value as text, the same whichever engine says it: days, moments and decimals come in types of their own; a moment is kept to the microsecond.</summary>
    internal static string Text(object value) => value switch
    {
        DateOnly day => day.ToDateTime(TimeOnly.MinValue).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        decimal exact => exact.ToString("0.############", CultureInfo.InvariantCulture),
        double real => real.ToString("R", CultureInfo.InvariantCulture),
        BigInteger whole => whole.ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
