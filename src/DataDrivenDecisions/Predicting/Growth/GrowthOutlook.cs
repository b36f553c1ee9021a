namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>
/// Where a student may be in the years to come if she grows as those did who were a year or more ahead of her, and how much growth a target takes (Betebenner 2009: growth to standard).
/// It is a comparison with the past, not a forecast of a person.
/// </summary>
public sealed record GrowthOutlook
{
    /// <summary>How many years are looked ahead, as states do for growth to proficiency.</summary>
    public const int MostYears = 3;

    /// <summary>Growth between these two is usual (Nevada, and others: 35 to 65).</summary>
    public const int LowGrowth = 35, HighGrowth = 65;

    const int Middle = 50, Lowest = 1, Highest = 99;

    /// <summary>The score a year on with low, median and high usual growth.</summary>
    public required double Low { get; init; }
    public required double Median { get; init; }
    public required double High { get; init; }

    /// <summary>The target that is looked at: that of the furthest grade within three years that has one and that students have gone before her; null where there is none.</summary>
    public double? Target { get; init; }

    /// <summary>In how many years.</summary>
    public int? Years { get; init; }

    /// <summary>The lowest percentile that, kept up year by year, reaches the target by then; 100 where even the highest does not.</summary>
    public int? Needed { get; init; }

    /// <summary>The outlook from a score.</summary>
    /// <param name="score">The newest score.</param>
    /// <param name="ahead">By year ahead: the curves of those who went that way, and the target; the first without curves ends it.</param>
    internal static GrowthOutlook? Of(double score, IReadOnlyList<(CohortModel? Way, double? Target)> ahead)
    {
        CohortModel[] ways = [.. ahead.TakeWhile(a => a.Way is not null).Select(a => a.Way!)];
        if (ways.Length == 0)
            return null;
        var years = Enumerable.Range(1, ways.Length).LastOrDefault(y => ahead[y - 1].Target is not null);
        var target = years == 0 ? null : ahead[years - 1].Target;
        var next = ways[0].ScoresAt([score]);
        return new GrowthOutlook
        {
            Low = Round(next[LowGrowth]), Median = Round(next[Middle]), High = Round(next[HighGrowth]),
            Target = target, Years = years == 0 ? null : years, Needed = target is { } goal ? NeededFor(score, ways[..years], goal) : null,
        };
    }

    /// <summary>By halving: more growth leads to a higher score, and from a higher score on.</summary>
    static int NeededFor(double score, CohortModel[] ways, double goal)
    {
        var (low, high) = (Lowest, Highest + 1);
        while (low < high)
        {
            var half = (low + high) / 2;
            if (After(score, ways, half) >= goal)
                high = half;
            else
                low = half + 1;
        }
        return low;
    }

    static double After(double score, CohortModel[] ways, int percentile) => ways.Aggregate(score, (at, way) => way.ScoresAt([at])[percentile]);

    static double Round(double score) => Math.Round(score, 1);
}
