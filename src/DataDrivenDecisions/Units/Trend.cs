namespace DataDrivenDecisions.Units;

/// <summary>The straight line that lies nearest to points by least squares: where it stands at zero, and what it gains with each unit across.</summary>
/// <param name="AtZero">The line's height at zero across.</param>
/// <param name="PerUnit">What the line rises with each unit across; negative where it falls.</param>
/// <param name="Points">How many points it was drawn through.</param>
public readonly record struct Trend(decimal AtZero, decimal PerUnit, long Points)
{
    /// <summary>The line through points; null where fewer than two stand at different places across, since then there is no slope.</summary>
    public static Trend? Through(IEnumerable<(decimal Across, decimal Up)> points)
    {
        (decimal Across, decimal Up)[] all = [.. points];
        if (all.Length == 0)
            return null;
        // From the middle, so that large numbers do not cost the last digits of small differences.
        var (across, up) = (all.Average(p => p.Across), all.Average(p => p.Up));
        var spread = all.Sum(p => (p.Across - across) * (p.Across - across));
        if (spread == 0)
            return null;
        var slope = all.Sum(p => (p.Across - across) * (p.Up - up)) / spread;
        return new Trend(up - (slope * across), slope, all.Length);
    }

    /// <summary>The line's height at a place.</summary>
    public decimal At(decimal across) => AtZero + (PerUnit * across);
}
