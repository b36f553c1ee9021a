using System.Globalization;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>The names by which people speak of a file's columns: each header once, blank and repeated ones told apart by a number.</summary>
internal static class ColumnNames
{
    /// <summary>"Score", "Score (2)", "Column 3": one name for each cell of a header.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> cells)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new List<string>(cells.Count);
        for (var i = 0; i < cells.Count; i++)
        {
            var name = cells[i].Trim() is { Length: > 0 } text ? text : Numbered(i);
            var times = seen[Same(name)] = seen.GetValueOrDefault(Same(name)) + 1;
            names.Add(times == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({times})"));
        }
        return names;
    }

    /// <summary>The names of a file without header.</summary>
    public static IReadOnlyList<string> Numbered(int from, int count) => [.. Enumerable.Range(from, count).Select(place => Numbered(place))];

    /// <summary>The place of a column by its name, in any case and with any signs; -1 when there is none.</summary>
    public static int Place(IReadOnlyList<string> names, string column)
    {
        for (var i = 0; i < names.Count; i++)
            if (names[i].Equals(column, StringComparison.Ordinal))
                return i;
        for (var i = 0; i < names.Count; i++)
            if (Same(names[i]) == Same(column))
                return i;
        return -1;
    }

    /// <summary>A header as it is compared; one of signs alone stays as it is.</summary>
    public static string Same(string header) => Header.Plain(header) is { Length: > 0 } plain ? plain : header.Trim();

    static string Numbered(int place) => string.Create(CultureInfo.InvariantCulture, $"Column {place + 1}");
}
