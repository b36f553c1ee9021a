namespace DataDrivenDecisions.Predicting;

/// <summary>Ranges in which a figure lies in nineteen of twenty samples like this.</summary>
public static class Interval
{
    const double Z = 1.959964;
    const int Rounds = 300;

    /// <summary>The 95% range of a share (Wilson 1927); 0 to 1 over nothing.</summary>
    public static (double Low, double High) Wilson(int part, int whole) => whole == 0 ? (0, 1) : WilsonOfShare((double)part / whole, whole);

    /// <summary>The same of a share that was told otherwise than by counting, as sure as so many make it.</summary>
    public static (double Low, double High) WilsonOfShare(double share, int whole)
    {
        var z2 = Z * Z / whole;
        var middle = (share + (z2 / 2)) / (1 + z2);
        var half = Z * Math.Sqrt((share * (1 - share) / whole) + (z2 / (4 * whole))) / (1 + z2);
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    /// <summary>The 95% range of the difference of two shares of different students (Newcombe 1998, his method 10).</summary>
    public static (double Low, double High) Difference(int part, int whole, int otherPart, int otherWhole)
    {
        if (whole == 0 || otherWhole == 0)
            return (-1, 1);
        double p = (double)part / whole, q = (double)otherPart / otherWhole;
        var ((l1, u1), (l2, u2)) = (Wilson(part, whole), Wilson(otherPart, otherWhole));
        return (p - q - Math.Sqrt(((p - l1) * (p - l1)) + ((u2 - q) * (u2 - q))), p - q + Math.Sqrt(((u1 - p) * (u1 - p)) + ((q - l2) * (q - l2))));
    }

    /// <summary>The 95% range of a figure by drawing the students anew, each with all her rows (Efron 1979).</summary>
    /// <param name="students">Whom each row is about.</param>
    /// <param name="figure">The figure, by how many times each row was drawn; NaN is passed over.</param>
    /// <param name="seed">Chance comes from here.</param>
    public static (double Low, double High) Bootstrap(IReadOnlyList<int> students, Func<int[], double> figure, int seed)
    {
        int[][] rows = [.. Enumerable.Range(0, students.Count).GroupBy(i => students[i]).OrderBy(g => g.Key).Select(g => g.ToArray())];
        var random = new Random(seed);
        var figures = new List<double>();
        var times = new int[students.Count];
        for (var round = 0; round < Rounds; round++)
        {
            Array.Clear(times);
            for (var i = 0; i < rows.Length; i++)
                foreach (var row in rows[random.Next(rows.Length)])
                    times[row]++;
            if (figure(times) is var f && double.IsFinite(f))
                figures.Add(f);
        }

        figures.Sort();
        return figures.Count == 0 ? (0, 1) : (figures[(int)(0.025 * (figures.Count - 1))], figures[(int)(0.975 * (figures.Count - 1))]);
    }
}
