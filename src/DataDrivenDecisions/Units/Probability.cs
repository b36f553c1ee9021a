using System.Globalization;

namespace DataDrivenDecisions.Units;

/// <summary>What a model says of one student's chance, 0 to 1. It is an estimate and not comparable with a <see cref="Rate"/>.</summary>
public readonly record struct Probability : IComparable<Probability>
{
    public Probability(double value)
    {
        if (double.IsNaN(value) || value is < 0 or > 1)
            throw new ArgumentOutOfRangeException(nameof(value), "A probability lies between 0 and 1.");
        Value = value;
    }

    public double Value { get; }

    /// <summary>The natural logarithm of the odds; infinite at 0 and 1.</summary>
    public double LogOdds => Math.Log(Value / (1 - Value));

    public static Probability FromLogOdds(double logOdds) => new(1 / (1 + Math.Exp(-logOdds)));

    public int CompareTo(Probability other) => Value.CompareTo(other.Value);
    public static bool operator <(Probability a, Probability b) => a.Value < b.Value;
    public static bool operator >(Probability a, Probability b) => a.Value > b.Value;
    public static bool operator <=(Probability a, Probability b) => a.Value <= b.Value;
    public static bool operator >=(Probability a, Probability b) => a.Value >= b.Value;

    /// <summary>As people read chances: "about 3 in 10", "fewer than 1 in 20".</summary>
    public override string ToString() => Value switch
    {
        < 0.05 => "fewer than 1 in 20",
        > 0.95 => "more than 19 in 20",
        _ => string.Create(CultureInfo.InvariantCulture, $"about {Math.Max(1, Math.Round(Value * 10)):0} in 10"),
    };
}
