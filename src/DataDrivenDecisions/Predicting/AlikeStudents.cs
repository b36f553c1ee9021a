namespace DataDrivenDecisions.Predicting;

/// <summary>Students of the tested past year who were told about the same: how many they are, and for how many it came true.</summary>
public sealed record AlikeStudents(int Count, int CameTrue)
{
    /// <summary>So many neighbors; fewer where the tested year has fewer than four times as many.</summary>
    const int Most = 200, Part = 4;

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
        var count = Math.Max(1, Math.Min(Most, sorted.Length / Part));
        var before = new int[sorted.Length + 1];
        for (var i = 0; i < sorted.Length; i++)
            before[i + 1] = before[i] + (cameTrue[order[i]] ? 1 : 0);
        return chance =>
        {
            var at = Array.BinarySearch(sorted, chance);
            var start = Math.Clamp((at < 0 ? ~at : at) - (count / 2), 0, sorted.Length - count);
            return new AlikeStudents(count, before[start + count] - before[start]);
        };
    }

    static int Hundredth(double share) => (int)Math.Round(100 * share, MidpointRounding.AwayFromZero);
}
