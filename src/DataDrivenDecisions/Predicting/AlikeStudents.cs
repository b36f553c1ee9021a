namespace DataDrivenDecisions.Predicting;

/// <summary>Students of the tested past year who were told about the same: how many they are, and for how many it came true.</summary>
public sealed record AlikeStudents(int Count, int CameTrue)
{
    /// <summary>So many neighbors; fewer where the tested year has fewer than four times as many.</summary>
    const int Most = 200, Part = 4;

    /// <summary>Whose chance is farther off than this is not alike, unless fewer than so many were nearer: where chances are high there are few, and two hundred reach down to quite other students.</summary>
    const double Near = 0.10;

    const int Fewest = 30;

    /// <summary>Of a hundred: the share, and the range in which it lies in nineteen of twenty such samples (Wilson 1927).</summary>
    public (int Share, int Low, int High) OfHundred
    {
        get
        {
            var (low, high) = Interval.Wilson(CameTrue, Count);
            return (Hundredth((double)CameTrue / Count), Hundredth(low), Hundredth(high));
        }
    }

    /// <summary>Finds the neighbors of any chance among tested students, whose chances the model gave without having seen them.</summary>
    public static Func<double, AlikeStudents> Among(IReadOnlyList<double> chances, IReadOnlyList<bool> cameTrue)
    {
        int[] order = [.. Enumerable.Range(0, chances.Count).OrderBy(i => chances[i])];
        double[] sorted = [.. order.Select(i => chances[i])];
        var (most, fewest) = (Math.Max(1, Math.Min(Most, sorted.Length / Part)), Math.Max(1, Math.Min(Fewest, sorted.Length / Part)));
        var before = new int[sorted.Length + 1];
        for (var i = 0; i < sorted.Length; i++)
            before[i + 1] = before[i] + (cameTrue[order[i]] ? 1 : 0);
        return chance =>
        {
            var (start, end) = Around(sorted, chance, most);
            var (from, to) = (Math.Max(start, Place(sorted, chance - Near)), Math.Min(end, Place(sorted, chance + Near)));
            if (to - from < fewest)
                (from, to) = Around(sorted, chance, fewest);
            return new AlikeStudents(to - from, before[to] - before[from]);
        };
    }

    static (int Start, int End) Around(double[] sorted, double chance, int count)
    {
        var start = Math.Clamp(Place(sorted, chance) - (count / 2), 0, sorted.Length - count);
        return (start, start + count);
    }

    /// <summary>Where a chance stands among those sorted.</summary>
    static int Place(double[] sorted, double chance)
    {
        var at = Array.BinarySearch(sorted, chance);
        return at < 0 ? ~at : at;
    }

    static int Hundredth(double share) => (int)Math.Round(100 * share, MidpointRounding.AwayFromZero);
}
