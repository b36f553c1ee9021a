namespace DataDrivenDecisions.Facts;

/// <summary>A table as a file says it: named columns of text, nothing read into it yet.</summary>
public sealed class FlatTable
{
    /// <exception cref="ArgumentException">A row is not as wide as the header, or two columns have one name.</exception>
    public FlatTable(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string?>> rows)
    {
        if (columns.Distinct(StringComparer.OrdinalIgnoreCase).Count() != columns.Count)
            throw new ArgumentException("Two columns have the same name. Rename one of them in the file.", nameof(columns));
        for (var i = 0; i < rows.Count; i++)
            if (rows[i].Count != columns.Count)
                throw new ArgumentException($"Row {i + 1} has {rows[i].Count} fields, the header has {columns.Count}.", nameof(rows));
        (Columns, Rows) = (columns, rows);
    }

    public IReadOnlyList<string> Columns { get; }
    public IReadOnlyList<IReadOnlyList<string?>> Rows { get; }

    /// <summary>The place of a column by its name, whatever its case; -1 where there is none.</summary>
    public int Find(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (string.Equals(Columns[i].Trim(), column.Trim(), StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }
}
