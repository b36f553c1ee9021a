namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>
/// Whether growth percentiles say the same of students with low and with high prior scores: within every tenth of prior scores each fifth of percentiles
/// (1 to 19, 20 to 39 … 80 to 99) should hold a fifth of the students.
/// </summary>
public sealed record Uniformity
{
    const int Tenths = 10, Fifths = 5;
    const double Share = 0.2;

    /// <summary>By tenth of prior scores, the lowest first: how many students, and the share of each fifth of percentiles.</summary>
    public required IReadOnlyList<PriorTenth> Deciles { get; init; }

    /// <summary>The largest distance of a share from a fifth.</summary>
    public required double LargestDeviation { get; init; }

    /// <summary>True while every share is within 0.01 and two and a half times what chance does in a tenth of its size.</summary>
    public required bool IsWithinChance { get; init; }

    /// <summary>Checks students by the tenth of prior scores that each is in, from 0 and in her own cohort, and by percentile.</summary>
    public static Uniformity Of(IReadOnlyList<(int Tenth, int Sgp)> students)
    {
        var counts = new int[Tenths, Fifths];
        foreach (var (tenth, sgp) in students)
            counts[tenth, Math.Min(sgp / 20, Fifths - 1)]++;
        var deciles = Enumerable.Range(0, Tenths).Select(t =>
        {
            var all = Enumerable.Range(0, Fifths).Sum(f => counts[t, f]);
            return new PriorTenth(t + 1, all, [.. Enumerable.Range(0, Fifths).Select(f => all == 0 ? 0 : Math.Round(counts[t, f] / (double)all, 4))]);
        }).Where(d => d.Students > 0).ToList();
        return new Uniformity
        {
            Deciles = deciles,
            LargestDeviation = deciles.Max(d => d.LargestDeviation),
            IsWithinChance = deciles.TrueForAll(d => d.LargestDeviation <= d.MostByChance),
        };
    }

    /// <summary>In which tenth of a cohort's prior scores each student is, from 0.</summary>
    internal static IReadOnlyList<int> TenthsOf(IReadOnlyList<double> priors)
    {
        if (priors.Count == 0)
            return [];
        var sorted = priors.Order().ToArray();
        double[] ends = [.. Enumerable.Range(1, Tenths - 1).Select(i => SplineBasis.Quantile(sorted, i / (double)Tenths))];
        return [.. priors.Select(p => ends.Count(e => p > e))];
    }

    /// <summary>One tenth of prior scores.</summary>
    /// <param name="Decile">1 for the lowest.</param>
    /// <param name="Students">How many students are in it.</param>
    /// <param name="Shares">The share of each fifth of percentiles.</param>
    public sealed record PriorTenth(int Decile, int Students, IReadOnlyList<double> Shares)
    {
        /// <summary>The largest distance of a share from a fifth.</summary>
        public double LargestDeviation => Math.Round(Shares.Max(s => Math.Abs(s - Share)), 4);

        /// <summary>What chance alone may do, with a hundredth for scores that come in steps.</summary>
        public double MostByChance => Math.Round(0.01 + 2.5 * Math.Sqrt(Share * (1 - Share) / Students), 4);
    }
}
