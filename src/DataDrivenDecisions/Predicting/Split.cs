namespace DataDrivenDecisions.Predicting;

/// <summary>One way of parting the rows into those learned from and those tested.</summary>
sealed record Split(string Name, IReadOnlyList<(int[] Learned, int[] Tested)> Parts, string Words)
{
    /// <summary>Where there is an earlier and a later part, the stretch of time that each row is of, the earliest 0; else empty.</summary>
    public IReadOnlyList<int> TimeBlocks { get; init; } = [];

    const int ManyRows = 20_000, EnoughRows = 5_000, FewFolds = 5, ManyFolds = 10, Seeds = 3, MostBlocks = 4;
    const double SmallestLaterPart = 0.2;

    /// <summary>Ten folds under three seeds, under one from 5,000 rows on, where another adds little; five folds from 20,000 rows on; an earlier and a later part where there is a time column.</summary>
    public static IReadOnlyList<Split> For(EvaluationTable table, EvaluationOptions options, int fewestOfEach)
    {
        if (table.TimeColumn is { } time)
            return [Later(table, time, fewestOfEach)];
        var (folds, seeds) = (table.Rows.Count < ManyRows ? ManyFolds : FewFolds, table.Rows.Count < EnoughRows ? Seeds : 1);
        (folds, seeds) = (options.Folds ?? folds, options.Rounds ?? seeds);
        return [.. Enumerable.Range(0, seeds).Select(s => OfFolds(table, folds, options.Seed + (1000 * s), $"seed {s + 1} of {seeds}"))];
    }

    public static string Describe(IReadOnlyList<Split> rounds) => rounds[0].Parts.Count == 1 ? rounds[0].Words
        : $"out-of-fold: {rounds[0].Parts.Count} folds × {rounds.Count} {(rounds.Count == 1 ? "seed" : "seeds")}, stratified";

    static Split OfFolds(EvaluationTable table, int folds, int seed, string name)
    {
        var fold = Folds.Stratified(table.ClassOf, folds, seed);
        int[] Rows(Func<int, bool> which) => [.. Enumerable.Range(0, fold.Length).Where(i => which(fold[i]))];
        return new Split(name, [.. Enumerable.Range(0, folds).Select(k => (Rows(f => f != k), Rows(f => f == k)))], "");
    }

    /// <summary>The latest times that together hold at least a fifth of the rows are tested.</summary>
    static Split Later(EvaluationTable table, int time, int fewestOfEach)
    {
        var name = table.NameOf(time);
        var times = table.Rows.Select(r => r[time]?.Trim() ?? "").ToArray();
        if (times.Any(TableColumns.IsMissing))
            throw new EvaluationRefused($"{times.Count(TableColumns.IsMissing)} rows have no value in the time column {name}. Fill it in, or leave --time out.");
        var isNumeric = times.All(t => TableColumns.Number(t) is not null);
        string[] ordered = [.. times.Distinct(StringComparer.Ordinal).OrderBy(t => isNumeric ? TableColumns.Number(t) : 0).ThenBy(t => t, StringComparer.Ordinal)];
        var later = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in ordered.Reverse().Take(ordered.Length - 1))
        {
            later.Add(value);
            if (times.Count(later.Contains) >= SmallestLaterPart * times.Length)
                break;
        }

        int[] learned = [.. Enumerable.Range(0, times.Length).Where(i => !later.Contains(times[i]))];
        int[] tested = [.. Enumerable.Range(0, times.Length).Where(i => later.Contains(times[i]))];
        foreach (var (rows, which) in ((int[], string)[])[(learned, "earlier"), (tested, "later")])
        {
            var fewest = Enumerable.Range(0, table.Classes.Count).MinBy(c => rows.Count(i => table.ClassOf[i] == c));
            var having = rows.Count(i => table.ClassOf[i] == fewest);
            if (having < fewestOfEach)
                throw new EvaluationRefused($"The {which} part by {name} has {rows.Length} rows, {having} of them with the outcome \"{table.Classes[fewest]}\"; at least {fewestOfEach} of each kind are needed. Leave --time out, or bring more rows.");
        }

        var first = ordered.First(later.Contains);
        return new Split("later part", [(learned, tested)], $"later part: {tested.Length} rows from {name} {first} on, by what {learned.Length} earlier rows teach") { TimeBlocks = Blocks(times, ordered, learned.Length) };
    }

    /// <summary>Consecutive times in stretches of about as many rows each, so that a column of days does not make a stretch of every day.</summary>
    static int[] Blocks(string[] times, string[] ordered, int learned)
    {
        var rowsOf = times.CountBy(t => t, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var (block, before) = (new Dictionary<string, int>(StringComparer.Ordinal), 0);
        foreach (var time in ordered)
        {
            block[time] = (int)((before + (rowsOf[time] / 2)) * (long)MostBlocks / learned);
            before += rowsOf[time];
        }

        return [.. times.Select(t => block[t])];
    }
}
