using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>A flat table read for one question: the rows with a known outcome, what came true, and the columns that may be learned from.</summary>
sealed class EvaluationTable
{
    readonly FlatTable _table;
    readonly HashSet<int> _numeric;
    readonly int? _group;

    EvaluationTable(FlatTable table, OutcomeColumn outcome, IReadOnlyList<int> inputs, int? group, int? time, IReadOnlyList<string> warnings)
    {
        (_table, Inputs, _group, TimeColumn, Warnings, Outcome) = (table, inputs, group, time, warnings, outcome.Words);
        CameTrue = [.. table.Rows.Select(r => outcome.CameTrue(r[outcome.Column]!.Trim()))];
        _numeric = [.. inputs.Where(c => TableColumns.IsNumeric(table, c))];
    }

    public string Outcome { get; }
    public IReadOnlyList<IReadOnlyList<string?>> Rows => _table.Rows;
    public IReadOnlyList<bool> CameTrue { get; }
    public IReadOnlyList<int> Inputs { get; }
    public IReadOnlyList<string> Warnings { get; }
    public int? TimeColumn { get; }
    public string? GroupName => _group is { } g ? _table.Columns[g] : null;

    public string NameOf(int column) => _table.Columns[column];
    public string GroupOf(int row) => _table.Rows[row][_group!.Value]?.Trim() is { Length: > 0 } value ? value : "(blank)";
    public bool IsNumeric(int column) => _numeric.Contains(column);
    public TableEncoder Encoder(IReadOnlyList<int> learnedFrom) => new(_table, Inputs, _numeric, learnedFrom);

    /// <exception cref="EvaluationRefused">A named column is not there, or the outcome cannot be read.</exception>
    public static EvaluationTable Read(FlatTable table, EvaluationOptions options)
    {
        if (table.Rows.Count == 0)
            throw new EvaluationRefused("The table has a header but no rows.");
        var outcome = OutcomeColumn.Read(table, options.Outcome);
        int[] dropped = [.. options.Drop.Select(name => TableColumns.Require(table, name, "columns to drop"))];
        int? group = options.Group is { } g ? TableColumns.Require(table, g, "groups") : null;
        int? time = options.Time is { } t ? TableColumns.Require(table, t, "time") : null;

        IReadOnlyList<string?>[] known = [.. table.Rows.Where(r => !TableColumns.IsMissing(r[outcome.Column]))];
        var warnings = new List<string>();
        if (known.Length < table.Rows.Count)
            warnings.Add($"{table.Rows.Count - known.Length} rows have no value in {table.Columns[outcome.Column]} and were left out.");
        if (group is { } compared)
            warnings.Add($"{table.Columns[compared]} is used only to compare groups and was not learned from.");

        var rows = new FlatTable(table.Columns, known);
        var inputs = new List<int>();
        foreach (var column in Enumerable.Range(0, table.Columns.Count).Where(c => c != outcome.Column && c != group && c != time && !dropped.Contains(c)))
            if (TableColumns.WhyNot(rows, column) is { } why)
                warnings.Add($"{table.Columns[column]} {why} and was not learned from.");
            else
                inputs.Add(column);
        return new EvaluationTable(rows, outcome, inputs, group, time, warnings);
    }
}
