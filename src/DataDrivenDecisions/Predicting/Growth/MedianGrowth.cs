namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>The growth of a group: the median of its percentiles, which cannot be averaged, with how sure it is.</summary>
public sealed record MedianGrowth
{
    /// <summary>Fewer students tell no median (Betebenner; most states use 10 to 20).</summary>
    public const int FewestStudents = 10;

    const double NineteenInTwenty = 1.96;

    /// <summary>The median of the percentiles.</summary>
    public required double Median { get; init; }
    public required int Students { get; init; }

    /// <summary>Between these two the median lies nineteen times in twenty (order statistics; nothing is assumed of the spread).</summary>
    public required int Low { get; init; }
    public required int High { get; init; }

    /// <summary>The median of a group; null where it is too small.</summary>
    public static MedianGrowth? Of(IEnumerable<int> percentiles)
    {
        var sorted = percentiles.Order().ToArray();
        if (sorted.Length < FewestStudents)
            return null;
        var half = sorted.Length / 2;
        var reach = NineteenInTwenty * Math.Sqrt(sorted.Length) / 2;
        return new MedianGrowth
        {
            Students = sorted.Length,
            Median = sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0,
            Low = sorted[Math.Clamp((int)Math.Floor(sorted.Length / 2.0 - reach) - 1, 0, sorted.Length - 1)],
            High = sorted[Math.Clamp((int)Math.Ceiling(sorted.Length / 2.0 + reach), 0, sorted.Length - 1)],
        };
    }
}
