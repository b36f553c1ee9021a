using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>A flat table read for one question: the rows with a known outcome, what came true, and the columns that may be learned from.</summary>
sealed class EvaluationTable
{
    readonly FlatTable _table;
    readonly Dictionary<int, Func<string?, double?>> _numeric = [];
    readonly int? _group;

    EvaluationTable(FlatTable table, OutcomeColumn outcome, IReadOnlyList<int> inputs, int? group, int? time, IReadOnlyList<string> warnings)
    {
        (_table, Inputs, _group, TimeColumn, Warnings, Outcome, Classes) = (table, inputs, group, time, warnings, outcome.Words, outcome.Classes);
        ClassOf = [.. table.Rows.Select(r => outcome.ClassOf(r[outcome.Column]!.Trim()))];
        CameTrue = [.. ClassOf.Select(c => c == 1)];
        foreach (var column in inputs)
            if (TableColumns.Reader(table, column) is { } read)
                _numeric[column] = read;
    }

    EvaluationTable(EvaluationTable of, int asked)
    {
        (_table, Inputs, _group, TimeColumn, Warnings, Classes, ClassOf, _numeric, Numbers) = (of._table, of.Inputs, of._group, of.TimeColumn, of.Warnings, of.Classes, of.ClassOf, of._numeric, of.Numbers);
        Outcome = $"{of.Outcome} = {of.Classes[asked]}";
        CameTrue = [.. ClassOf.Select(c => c == asked)];
    }

    public string Outcome { get; }
    public IReadOnlyList<IReadOnlyList<string?>> Rows => _table.Rows;

    /// <summary>What came true of each row; where there are more outcomes than two, whether it was the second.</summary>
    public IReadOnlyList<bool> CameTrue { get; }

    /// <summary>The outcomes that there are: "no" and "yes", or all values of the column.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The place among <see cref="Classes"/> of each row's outcome.</summary>
    public IReadOnlyList<int> ClassOf { get; }

    /// <summary>The place of each row in the file, from 1, the header not counted.</summary>
    public IReadOnlyList<int> Numbers { get; private init; } = [];

    /// <summary>The same table for one outcome against all others.</summary>
    public EvaluationTable For(int asked) => new(this, asked);

    public IReadOnlyList<int> Inputs { get; }
    public IReadOnlyList<string> Warnings { get; }
    public int? TimeColumn { get; }
    public string? GroupName => _group is { } g ? _table.Columns[g] : null;

    public string NameOf(int column) => _table.Columns[column];
    public string GroupOf(int row) => _table.Rows[row][_group!.Value]?.Trim() is { Length: > 0 } value ? value : "(blank)";
    public bool IsNumeric(int column) => _numeric.ContainsKey(column);

    /// <summary>The number or the day in a column that has such; null where it is missing.</summary>
    public double? NumberAt(int row, int column) => _numeric[column](_table.Rows[row][column]);

    /// <summary>The text of a row's outcome as it stands in the file, or "yes" and "no" for a comparison.</summary>
    public string OutcomeOf(int row) => Classes[ClassOf[row]];

    public TableEncoder Encoder(IReadOnlyList<int> learnedFrom) => new(_table, Inputs, _numeric, learnedFrom);

    /// <exception cref="EvaluationRefused">A named column is not there, or the outcome cannot be read.</exception>
    public static EvaluationTable Read(FlatTable table, EvaluationOptions options)
    {
        if (table.Rows.Count == 0)
            throw new EvaluationRefused("The table has a header but no rows.");
        var outcome = OutcomeColumn.Read(table, options.Outcome, options.Positive);
        int[] dropped = [.. options.Drop.Select(name => TableColumns.Require(table, name, "columns to drop"))];
        int? group = options.Group is { } g ? TableColumns.Require(table, g, "groups") : null;
        int? time = options.Time is { } t ? TableColumns.Require(table, t, "time") : null;

        int[] numbers = [.. Enumerable.Range(0, table.Rows.Count).Where(i => !TableColumns.IsMissing(table.Rows[i][outcome.Column]))];
        IReadOnlyList<string?>[] known = [.. numbers.Select(i => table.Rows[i])];
        var warnings = new List<string>();
        if (known.Length < table.Rows.Count)
            warnings.Add($"{table.Rows.Count - known.Length} rows have no value in {table.Columns[outcome.Column]} and were left out.");
        if (group is { } compared)
            warnings.Add($"{table.Columns[compared]} is used only to compare groups and was not learned from.");

        var rows = new FlatTable(table.Columns, known);
        var inputs = new List<int>();
        foreach (var column in Enumerable.Range(0, table.Columns.Count).Where(c => c != outcome.Column && c != group && c != time && !dropped.Contains(c)))
            if (TableColumns.WhyNot(rows, column) is { } why)
                warnings.Add($"{table.Columns[column]} was not learned from: {why}.");
            else
                inputs.Add(column);
        return new EvaluationTable(rows, outcome, inputs, group, time, warnings) { Numbers = [.. numbers.Select(i => i + 1)] };
    }
}
