namespace DataDrivenDecisions.Predicting;

/// <summary>
/// Parts of past years that take turns at being asked, in the order of time: a later year is asked by what earlier years teach, and no student stands on both sides.
/// With one past year, or too few of one outcome in any, all students take turns.
/// </summary>
static class CohortFolds
{
    const int Count = 3;

    /// <summary>For each part the rows learned from and the rows asked, by their places.</summary>
    /// <param name="years">The year of each row.</param>
    /// <param name="students">Who it is about.</param>
    /// <param name="cameTrue">What happened.</param>
    /// <param name="seed">Chance comes from here.</param>
    public static IReadOnlyList<(int[] Learned, int[] Asked)> Of(IReadOnlyList<int> years, IReadOnlyList<int> students, IReadOnlyList<bool> cameTrue, int seed)
    {
        var fold = Folds.Stratified(cameTrue, Count, seed, students);
        int[] later = [.. years.Distinct().Order().Skip(1)];
        (int[], int[])[] inTime = [.. later.SelectMany(year => Enumerable.Range(0, Count).Select(k => (Rows(i => years[i] < year && fold[i] != k), Rows(i => years[i] == year && fold[i] == k)))).Where(p => HasBoth(p.Item1) && HasBoth(p.Item2))];
        return inTime.Length > 0 ? inTime : [.. Enumerable.Range(0, Count).Select(k => (Rows(i => fold[i] != k), Rows(i => fold[i] == k)))];

        int[] Rows(Func<int, bool> which) => [.. Enumerable.Range(0, years.Count).Where(which)];
        bool HasBoth(int[] rows) => rows.Any(i => cameTrue[i]) && rows.Any(i => !cameTrue[i]);
    }
}
