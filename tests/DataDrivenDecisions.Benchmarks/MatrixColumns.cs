namespace DataDrivenDecisions.Benchmarks;

/// <summary>What a matrix is held equal by: of each column the sum of what is known, and for how many students it is not.</summary>
static class MatrixColumns
{
    public static Dictionary<string, double[]> Of(ReadOnlySpan<float> values, IReadOnlyList<string> names)
    {
        var columns = names.Select(_ => new double[2]).ToArray();
        for (var i = 0; i < values.Length; i++)
            if (float.IsNaN(values[i]))
                columns[i % names.Count][1]++;
            else
                columns[i % names.Count][0] += values[i];
        return names.Zip(columns).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal);
    }
}
