using System.Globalization;

namespace DataDrivenDecisions.Importing;

/// <summary>Writes delimited text: for people so that a spreadsheet runs none of it, for our own archive as it came.</summary>
public static class CsvText
{
    /// <summary>
    /// Writes one comma-separated record with its line break. A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection).
    /// </summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="values">Texts, figures, days and moments; null is written as nothing.</param>
    public static void Record(TextWriter writer, IReadOnlyList<object?> values)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(values);
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
                writer.Write(',');
            writer.Write(Field(values[i]));
        }
        writer.Write("\r\n");
    }

    /// <summary>One line of delimited text without its line break; quotes stand only where they are needed.</summary>
    internal static string Line(IEnumerable<string> fields, char delimiter) => string.Join(delimiter, fields.Select(field => Quoted(field, delimiter)));

    static string Field(object? value) => value switch
    {
        null => "",
        // Only words can be formulas; a negative number stays a number.
        string text => Quoted(StartsFormula(text) ? "'" + text : text, ','),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable figure => figure.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString() ?? "", ','),
    };

    static bool StartsFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n';

    static string Quoted(string field, char delimiter) => NeedsQuotes(field, delimiter) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    // Outer spaces are lost on readers that trim what is not quoted.
    static bool NeedsQuotes(string field, char delimiter) =>
        field.Length > 0 && (field.IndexOfAny(['"', '\n', '\r', delimiter]) >= 0 || char.IsWhiteSpace(field[0]) || char.IsWhiteSpace(field[^1]));
}
