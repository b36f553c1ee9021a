using System.Globalization;

namespace DataDrivenDecisions.Units;

/// <summary>An average that keeps its sum and how many values it stands for, so that groups can be pooled without weighing. Over nothing it has no value and prints "–".</summary>
/// <param name="Sum">The sum of the values, in their own unit.</param>
/// <param name="Count">How many values there are; blanks are not among them.</param>
public readonly record struct Mean(decimal Sum, long Count)
{
    /// <summary>The mean of values.</summary>
    public static Mean Of(IEnumerable<decimal> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Aggregate(default(Mean), (mean, value) => mean + new Mean(value, 1));
    }

    /// <summary>In the values' unit, or null over nothing.</summary>
    public decimal? Value => Count > 0 ? Sum / Count : null;

    /// <summary>Pools two groups: every value weighs the same, whichever group it was in.</summary>
    public static Mean operator +(Mean a, Mean b) => new(a.Sum + b.Sum, a.Count + b.Count);

    public override string ToString() => ToString(2);

    public string ToString(int digits) =>
        Value is { } value ? Math.Round(value, digits, MidpointRounding.AwayFromZero).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : "–";
}
