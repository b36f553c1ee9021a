using System.Globalization;

namespace DataDrivenDecisions.Units;

/// <summary>
/// A part of a whole that keeps both numbers, so that rates can be pooled and compared without rounding.
/// Over an empty whole it has no value and prints "–".
/// </summary>
public readonly record struct Rate : IComparable<Rate>
{
    Rate(decimal part, decimal whole) => (Part, Whole) = (part, whole);

    public decimal Part { get; }
    public decimal Whole { get; }

    /// <summary>A rate from its part and its whole, both at least zero and the part no larger than the whole.</summary>
    public static Rate Of(decimal part, decimal whole)
    {
        if (part < 0 || whole < 0 || part > whole)
            throw new ArgumentOutOfRangeException(nameof(part), "A rate needs 0 <= part <= whole.");
        return new Rate(part, whole);
    }

    public static Rate None { get; }

    public bool HasValue => Whole > 0;

    /// <summary>0 to 100, or null over nothing.</summary>
    public decimal? Percent => HasValue ? 100m * Part / Whole : null;

    /// <summary>What is missing to the whole: the absence rate of an attendance rate.</summary>
    public Rate Complement => new(Whole - Part, Whole);

    /// <summary>Pools two rates: parts with parts, wholes with wholes.</summary>
    public static Rate operator +(Rate a, Rate b) => new(a.Part + b.Part, a.Whole + b.Whole);

    public static Rate Pool(IEnumerable<Rate> rates) => rates.Aggregate(None, (sum, r) => sum + r);

    /// <summary>Compares by cross-multiplying; a rate over nothing is equal to nothing and sorts first.</summary>
    public int CompareTo(Rate other) => (HasValue, other.HasValue) switch
    {
        (false, false) => 0,
        (false, true) => -1,
        (true, false) => 1,
        _ => (Part * other.Whole).CompareTo(other.Part * Whole),
    };

    // A comparison with nothing is never true, so that missing data can never raise or clear a flag.
    public static bool operator <(Rate a, Rate b) => a.HasValue && b.HasValue && a.CompareTo(b) < 0;
    public static bool operator >(Rate a, Rate b) => a.HasValue && b.HasValue && a.CompareTo(b) > 0;
    public static bool operator <=(Rate a, Rate b) => a.HasValue && b.HasValue && a.CompareTo(b) <= 0;
    public static bool operator >=(Rate a, Rate b) => a.HasValue && b.HasValue && a.CompareTo(b) >= 0;

    /// <summary>"92.4%", or "–" over nothing.</summary>
    public override string ToString() => ToString(1);

    public string ToString(int digits) => Percent is { } p
        ? Math.Round(p, digits, MidpointRounding.AwayFromZero).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + "%"
        : "–";
}
