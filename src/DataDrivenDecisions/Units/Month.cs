using System.Globalization;

namespace DataDrivenDecisions.Units;

/// <summary>A calendar month that sorts in school order: July first, June last.</summary>
public readonly record struct Month : IComparable<Month>
{
    public Month(int number)
    {
        if (number is < 1 or > 12)
            throw new ArgumentOutOfRangeException(nameof(number), "A month is 1 (January) to 12 (December).");
        Number = number;
    }

    /// <summary>1 for January to 12 for December.</summary>
    public int Number { get; }

    /// <summary>Place in the school year: 0 for July to 11 for June.</summary>
    public int Position => (Number + 5) % 12;

    public static Month Of(DateOnly day) => new(day.Month);

    public string Short => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(Number);

    public int CompareTo(Month other) => Position.CompareTo(other.Position);
    public static bool operator <(Month a, Month b) => a.CompareTo(b) < 0;
    public static bool operator >(Month a, Month b) => a.CompareTo(b) > 0;
    public static bool operator <=(Month a, Month b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Month a, Month b) => a.CompareTo(b) >= 0;

    public override string ToString() => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(Number);
}
