using System.Globalization;

namespace DataDrivenDecisions.Units;

/// <summary>A standing among others, 1 to 99. Percentile ranks cannot be averaged; take the median of students instead.</summary>
public readonly record struct PercentileRank : IComparable<PercentileRank>
{
    public PercentileRank(int value)
    {
        if (value is < 1 or > 99)
            throw new ArgumentOutOfRangeException(nameof(value), "A percentile rank is 1 to 99.");
        Value = value;
    }

    public int Value { get; }

    public int CompareTo(PercentileRank other) => Value.CompareTo(other.Value);
    public static bool operator <(PercentileRank a, PercentileRank b) => a.Value < b.Value;
    public static bool operator >(PercentileRank a, PercentileRank b) => a.Value > b.Value;
    public static bool operator <=(PercentileRank a, PercentileRank b) => a.Value <= b.Value;
    public static bool operator >=(PercentileRank a, PercentileRank b) => a.Value >= b.Value;

    /// <summary>"62nd", "11th".</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture) + ((Value % 100) is 11 or 12 or 13 ? "th" : (Value % 10) switch
    {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    });
}
