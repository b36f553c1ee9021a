using System.Text;

namespace DataDrivenDecisions.Tests.Fuzzing;

/// <summary>Spoils files as accidents, spreadsheets and ill will do, the same way for the same seed.</summary>
internal sealed class Mutator(int seed)
{
    // A file of a school is small where it matters: what breaks a reader breaks it within the first pages.
    const int MostBytes = 64 * 1024;

    static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\"", "\"\"", ",", ";", "\t", "|", "\r\n", "\n", "\r", "\n\n\n", "\0", "=cmd|' /C calc'!A0", "+1", "@SUM(1)", "é", "\u202E", "e\u0301", "\uFEFF", " ", "\u00A0",
            "2026-02-30", "03/04/2026", "31.12.99", "1e308", "-0", "NaN", "0042137", "4.2137E+4", "000-00-0000", "tobedeleted", "true", "PK", "../../x", "<a>", "]]>", "&#0;", "{", "}", "[[[[", "null",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], [0x80], [0xC3], [0xED, 0xA0, 0x80], [0x50, 0x4B, 3, 4], [0x50, 0x4B, 1, 2], [0x50, 0x4B, 5, 6], [0xFF, 0xFF, 0xFF, 0xFF], new byte[64],
    ];

    readonly Random _random = new(seed);

    /// <summary>A whole number below a bound.</summary>
    public int Below(int bound) => _random.Next(bound);

    /// <summary>One of several.</summary>
    public T OneOf<T>(IReadOnlyList<T> things) => things[_random.Next(things.Count)];

    /// <summary>A spoilt copy; some of the other file may be spliced in.</summary>
    public byte[] Spoil(byte[] bytes, byte[] other)
    {
        var spoilt = new List<byte>(bytes.Length > MostBytes ? bytes[..MostBytes] : bytes);
        for (var times = 1 + _random.Next(6); times > 0; times--)
            SpoilOnce(spoilt, other);
        return [.. spoilt.Count > MostBytes * 2 ? spoilt.Take(MostBytes * 2) : spoilt];
    }

    /// <summary>A short text of tokens, letters and digits.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        for (var parts = _random.Next(6); parts >= 0; parts--)
            text.Append(_random.Next(4) switch
            {
                0 => Encoding.UTF8.GetString(OneOf(Tokens)),
                1 => _random.Next().ToString(System.Globalization.CultureInfo.InvariantCulture),
                2 => ((char)_random.Next(0x20, 0x3000)).ToString(),
                _ => ((char)_random.Next(0x20, 0x7F)).ToString(),
            });
        return text.ToString();
    }

    void SpoilOnce(List<byte> bytes, byte[] other)
    {
        var at = _random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, 1 + _random.Next(1 << _random.Next(12)));
        switch (_random.Next(8))
        {
            case 0:
                bytes.InsertRange(at, OneOf(Tokens));
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(_random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 3 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 4 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 5 when other.Length > 0:
                var from = _random.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, 512)).ToArray());
                break;
            case 6:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                // One character for another everywhere, as a wrong setting of an export does.
                var (a, b) = (OneOf(Separators), OneOf(Separators));
                for (var i = 0; i < bytes.Count; i++)
                    if (bytes[i] == a)
                        bytes[i] = b;
                break;
        }
    }

    static readonly byte[] Separators = [.. ",;\t|\"\n\r -/.:"u8];
}
