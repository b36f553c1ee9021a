using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>
/// Turns the inputs of a table's rows into numbers, by what the rows that are learned from show: numbers and days as they are (missing ones as the mean, and said so),
/// categories as one 0/1 number each; rare and later categories share one.
/// </summary>
sealed class TableEncoder
{
    const int FewestOfACategory = 3, MostCategories = 40;
    readonly List<Action<IReadOnlyList<string?>, List<float>>> _writers = [];

    public TableEncoder(FlatTable table, IReadOnlyList<int> inputs, IReadOnlyDictionary<int, Func<string?, double?>> numeric, IReadOnlyList<int> learnedFrom)
    {
        foreach (var column in inputs)
            if (numeric.TryGetValue(column, out var read))
                AddNumber(column, read, [.. learnedFrom.Select(i => read(table.Rows[i][column]))]);
            else
                AddCategories(column, learnedFrom.Select(i => Category(table.Rows[i][column])));
    }

    public float[] Encode(IReadOnlyList<string?> row)
    {
        var numbers = new List<float>();
        foreach (var write in _writers)
            write(row, numbers);
        return [.. numbers];
    }

    void AddNumber(int column, Func<string?, double?> read, double?[] values)
    {
        var mean = (float)(values.Average() ?? 0);
        var isEverMissing = values.Any(v => v is null);
        _writers.Add((row, numbers) =>
        {
            var value = read(row[column]);
            numbers.Add(value is { } v ? (float)v : mean);
            if (isEverMissing)
                numbers.Add(value is null ? 1 : 0);
        });
    }

    void AddCategories(int column, IEnumerable<string> values)
    {
        string[] kept = [.. values.GroupBy(v => v, StringComparer.Ordinal).Where(g => g.Count() >= FewestOfACategory)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MostCategories).Select(g => g.Key)];
        _writers.Add((row, numbers) =>
        {
            var value = Category(row[column]);
            numbers.AddRange(kept.Select(k => k == value ? 1f : 0f));
            if (kept.Length > 2)
                numbers.Add(kept.Contains(value, StringComparer.Ordinal) ? 0 : 1);
        });
    }

    static string Category(string? text) => TableColumns.IsMissing(text) ? "" : text!.Trim();
}
