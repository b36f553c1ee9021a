using System.Globalization;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>What is to be foretold of each row of a table: a column with two values, or a comparison such as "G3&lt;10".</summary>
public sealed class OutcomeColumn
{
    // Longer signs first, so that "<=" is not read as "<" and "=10".
    static readonly string[] Signs = ["<=", ">=", "!=", "==", "<", ">", "="];
    static readonly string[] YesWords = ["1", "1.0", "true", "t", "yes", "y"];

    // More values than these are no kinds of outcome but a measure, which is to be compared with something.
    const int MostWords = 20, MostNumbers = 10;

    static readonly string[] NoAndYes = ["no", "yes"];

    OutcomeColumn(string words, int column, Func<string, bool> cameTrue, IReadOnlyList<string>? classes = null)
        : this(words, column, text => cameTrue(text) ? 1 : 0, classes ?? NoAndYes)
    {
    }

    OutcomeColumn(string words, int column, Func<string, int> classOf, IReadOnlyList<string> classes) => (Words, Column, ClassOf, Classes) = (words, column, classOf, classes);

    /// <summary>The outcome as a sentence part: "G3 &lt; 10", "final = Withdrawn".</summary>
    public string Words { get; }

    /// <summary>The place of the column that it names, which never enters the inputs.</summary>
    public int Column { get; }

    /// <summary>The outcomes that there are: "no" and "yes" for a comparison, else the values of the column.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The place among <see cref="Classes"/> by the text of that column's field.</summary>
    public Func<string, int> ClassOf { get; }

    /// <summary>Whether it came true, where there are two outcomes.</summary>
    public bool CameTrue(string text) => ClassOf(text) == 1;

    /// <summary>Reads the outcome against the table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="text">A column, or a comparison.</param>
    /// <param name="positive">The value of the column that counts as true; several with a bar between.</param>
    /// <exception cref="EvaluationRefused">No such column, not a number where one is compared, or too many values.</exception>
    public static OutcomeColumn Read(FlatTable table, string text, string? positive = null)
    {
        if (positive is not null)
        {
            var of = TableColumns.Require(table, text, "outcome");
            return OneOf(table, of, $"{table.Columns[of]} = {positive}", positive.Split('|', StringSplitOptions.TrimEntries), isWanted: true);
        }
        if (table.Find(text) is >= 0 and var named)
            return OfValues(table, named);
        foreach (var (at, sign) in Signs.Select(s => (text.IndexOf(s, StringComparison.Ordinal), s)).Where(f => f.Item1 > 0).OrderBy(f => f.Item1).ThenByDescending(f => f.s.Length))
            return Comparison(table, TableColumns.Require(table, text[..at], "outcome"), sign == "==" ? "=" : sign, text[(at + sign.Length)..].Trim().Trim('"', '\''));
        TableColumns.Require(table, text, "outcome");
        throw new EvaluationRefused("The outcome cannot be read.");
    }

    static OutcomeColumn OfValues(FlatTable table, int column)
    {
        var values = table.Rows.Select(r => r[column]?.Trim() ?? "").Where(v => !TableColumns.IsMissing(v))
            .GroupBy(v => v, StringComparer.OrdinalIgnoreCase).OrderBy(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToArray();
        var name = table.Columns[column];
        if (values.Length > (values.All(v => TableColumns.Number(v.Key) is not null) ? MostNumbers : MostWords))
            throw new EvaluationRefused($"The column {name} has {values.Length} different values. Say which count as true, for example --outcome \"{name}<10\", --outcome \"{name}=…\" or --positive VALUE.");
        if (values.Length < 2)
            throw new EvaluationRefused($"The column {name} has {(values.Length == 0 ? "no values" : "one value only")}, so there is nothing to foretell. Choose another outcome.");
        if (values.Length > 2)
            return OfClasses(name, column, [.. values.Select(v => v.Key).OrderBy(v => TableColumns.Number(v) ?? double.MaxValue).ThenBy(v => v, StringComparer.OrdinalIgnoreCase)]);
        var yes = values.FirstOrDefault(g => YesWords.Contains(g.Key, StringComparer.OrdinalIgnoreCase)) ?? values[0]; // else the rarer value
        var no = values.First(v => !ReferenceEquals(v, yes));
        return new OutcomeColumn($"{name} = {yes.Key}", column, v => string.Equals(v, yes.Key, StringComparison.OrdinalIgnoreCase), [no.Key, yes.Key]);
    }

    static OutcomeColumn OfClasses(string name, int column, string[] classes)
    {
        var places = classes.Select((c, i) => (c, i)).ToDictionary(c => c.c, c => c.i, StringComparer.OrdinalIgnoreCase);
        return new OutcomeColumn(name, column, v => places[v], classes);
    }

    static OutcomeColumn Comparison(FlatTable table, int column, string sign, string wanted)
    {
        var name = table.Columns[column];
        var words = $"{name} {sign} {wanted}";
        if (wanted.Length == 0)
            throw new EvaluationRefused($"The outcome compares {name} with nothing. Write a number or a value behind the {sign}, for example --outcome \"{name}{sign}10\".");
        if (sign is "=" or "!=")
            return OneOf(table, column, words, wanted.Split('|', StringSplitOptions.TrimEntries), isWanted: sign == "=");
        if (TableColumns.Number(wanted) is not { } line)
            throw new EvaluationRefused($"\"{sign}\" needs a number behind it. For words use = or !=, for example --outcome \"{name}=…\".");
        for (var i = 0; i < table.Rows.Count; i++)
            if (table.Rows[i][column]?.Trim() is { } text && !TableColumns.IsMissing(text) && TableColumns.Number(text) is null)
                throw new EvaluationRefused(string.Create(CultureInfo.InvariantCulture, $"The column {name} holds something that is not a number in data row {i + 1}, so \"{sign}\" cannot be used. Use = or !=, or clean the column."));
        return new OutcomeColumn(words, column, v => Compare(TableColumns.Number(v)!.Value, sign, line));
    }

    /// <summary>The column holds one of some values ("final=Fail|Withdrawn"), or none of them.</summary>
    static OutcomeColumn OneOf(FlatTable table, int column, string words, string[] wanted, bool isWanted)
    {
        foreach (var value in wanted)
            if (!table.Rows.Any(r => Same(r[column]?.Trim() ?? "", value)))
                throw new EvaluationRefused($"No row has the value \"{value}\" in {table.Columns[column]}. Check the spelling.");
        return new OutcomeColumn(words, column, v => wanted.Any(w => Same(v, w)) == isWanted);
    }

    static bool Same(string a, string b) => TableColumns.Number(a) is { } x && TableColumns.Number(b) is { } y
        ? x.Equals(y)
        : string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    static bool Compare(double value, string sign, double line) => sign switch
    {
        "<" => value < line,
        "<=" => value <= line,
        ">" => value > line,
        _ => value >= line,
    };
}
