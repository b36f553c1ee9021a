using System.Globalization;

namespace DataDrivenDecisions.Units;

/// <summary>A school year, named by the calendar year in which it ends: 2026 is shown as "2025-26".</summary>
public readonly record struct SchoolYear : IComparable<SchoolYear>
{
    const int FirstMonth = 7;

    public SchoolYear(int ends)
    {
        if (ends is < 1900 or > 2200)
            throw new ArgumentOutOfRangeException(nameof(ends), "A school year is named by the year in which it ends, 1900 to 2200.");
        Ends = ends;
    }

    /// <summary>The calendar year in which this school year ends.</summary>
    public int Ends { get; }

    public SchoolYear Previous => new(Ends - 1);
    public SchoolYear Next => new(Ends + 1);

    /// <summary>The first day that counts to the year: 1 July of the year before it ends.</summary>
    public DateOnly FirstDay => new(Ends - 1, FirstMonth, 1);

    /// <summary>The last day that counts to the year: 30 June of the year in which it ends.</summary>
    public DateOnly LastDay => new(Ends, FirstMonth - 1, 30);

    /// <summary>The school year that a date falls in, counted from 1 July.</summary>
    public static SchoolYear Of(DateOnly day) => new(day.Month >= FirstMonth ? day.Year + 1 : day.Year);

    /// <summary>Reads "2026", "2025-26", "2025-2026" and "2025/26"; false for anything else.</summary>
    public static bool TryParse(string? text, out SchoolYear year)
    {
        year = default;
        var parts = (text ?? "").Trim().Split('-', '/');
        if (parts.Length is 0 or > 2 || parts.Any(p => p.Length is not (2 or 4) || !p.All(char.IsAsciiDigit)) || parts[0].Length != 4)
            return false;
        var first = int.Parse(parts[0], CultureInfo.InvariantCulture);
        var ends = parts.Length == 1 ? first : first + 1;
        if (parts.Length == 2 && int.Parse(parts[1], CultureInfo.InvariantCulture) % 100 != ends % 100)
            return false;
        if (ends is < 1900 or > 2200)
            return false;
        year = new SchoolYear(ends);
        return true;
    }

    public int CompareTo(SchoolYear other) => Ends.CompareTo(other.Ends);
    public static bool operator <(SchoolYear a, SchoolYear b) => a.Ends < b.Ends;
    public static bool operator >(SchoolYear a, SchoolYear b) => a.Ends > b.Ends;
    public static bool operator <=(SchoolYear a, SchoolYear b) => a.Ends <= b.Ends;
    public static bool operator >=(SchoolYear a, SchoolYear b) => a.Ends >= b.Ends;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ends - 1}-{Ends % 100:00}");
}
