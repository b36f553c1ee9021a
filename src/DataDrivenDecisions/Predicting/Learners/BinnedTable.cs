namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>Rows whose inputs were sorted into at most 256 bins each, so that a tree counts instead of sorting.</summary>
sealed class BinnedTable
{
    const int MostBins = 256;

    readonly byte[][] _bins;
    readonly float[][] _edges;

    public BinnedTable(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue)
    {
        CameTrue = [.. cameTrue];
        var width = rows[0].Length;
        (_bins, _edges) = (new byte[width][], new float[width][]);
        for (var input = 0; input < width; input++)
        {
            float[] values = [.. rows.Select(r => r[input])];
            var edges = _edges[input] = Edges(values);
            _bins[input] = [.. values.Select(v => (byte)BinOf(edges, v))];
        }
    }

    /// <summary>What happened, row by row.</summary>
    public bool[] CameTrue { get; }

    /// <summary>How many inputs a row has.</summary>
    public int Width => _bins.Length;

    /// <summary>The bin of every row in one input.</summary>
    public byte[] Bins(int input) => _bins[input];

    /// <summary>How many bins an input has.</summary>
    public int Count(int input) => _edges[input].Length + 1;

    /// <summary>The value up to which, and including it, rows are in a bin or in those before it.</summary>
    public float Edge(int input, int bin) => _edges[input][bin];

    // Half-way between two neighbors, all of them where they are few, else as many as fit in equal numbers of rows.
    static float[] Edges(float[] values)
    {
        float[] sorted = [.. values.Order()];
        float[] different = [.. sorted.Distinct()];
        if (different.Length > MostBins)
            different = [.. Enumerable.Range(0, MostBins).Select(b => sorted[(int)((long)b * sorted.Length / MostBins)]).Distinct()];
        return [.. different.Zip(different.Skip(1), (a, b) => a + ((b - a) / 2))];
    }

    static int BinOf(float[] edges, float value)
    {
        var at = Array.BinarySearch(edges, value);
        return at < 0 ? ~at : at;
    }
}
