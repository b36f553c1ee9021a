namespace DataDrivenDecisions.Importing.Matching;

/// <summary>How many letters must be changed, added or taken out to turn one word into another.</summary>
internal static class EditDistance
{
    /// <summary>The distance of Levenshtein (1965).</summary>
    /// <param name="a">One word.</param>
    /// <param name="b">The other.</param>
    /// <param name="swapIsOne">Two neighbors that changed places count once (Damerau 1964, each pair at most once): what hurried hands do to names.</param>
    public static int Between(string a, string b, bool swapIsOne = false)
    {
        Span<int> before = stackalloc int[b.Length + 1], above = stackalloc int[b.Length + 1], row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            above.CopyTo(before);
            row.CopyTo(above);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (swapIsOne && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
        }
        return row[b.Length];
    }
}
