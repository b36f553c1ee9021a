using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DataDrivenDecisions.Importing;

/// <summary>Writes delimited text: for people so that a spreadsheet runs none of it, for our own archive as it came.</summary>
public static partial class CsvText
{
    const string Starters = "=+@\t\r\n-";

    // Where the list separator of a country is another, a spreadsheet cuts a text in two at it, quotes or not.
    const string Cuts = @"(?<=[;|\t\r\n])";
    const string Formula = @"(?='*""*[=+\-@])(?!'*""*[+\-]\d+(?:[.,]\d+)?""*(?:[;|\t\r\n]|\z))";
    static readonly SearchValues<char> MayStart = SearchValues.Create(Starters);

    /// <summary>
    /// Writes one record with its line break. What a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection), also within a text where a
    /// spreadsheet of another country would cut it.
    /// </summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="values">Texts, figures, days and moments; null is written as nothing.</param>
    /// <param name="delimiter">What stands between them.</param>
    public static void Record(TextWriter writer, IReadOnlyList<object?> values, char delimiter = ',')
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(values);
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
                writer.Write(delimiter);
            writer.Write(Field(values[i], delimiter));
        }
        writer.Write("\r\n");
    }

    /// <summary>One line of delimited text without its line break; quotes stand only where they are needed.</summary>
    internal static string Line(IEnumerable<string> fields, char delimiter) => string.Join(delimiter, fields.Select(field => Quoted(field, delimiter)));

    /// <summary>The text as it was before it was written by <see cref="Record"/>.</summary>
    internal static string Unguarded(string text) => text.Contains('\'', StringComparison.Ordinal) ? SetGuard().Replace(text, "") : text;

    static string Guarded(string text) => text.AsSpan().ContainsAny(MayStart) ? MissingGuard().Replace(text, "'") : text;

    static string Field(object? value, char delimiter) => value switch
    {
        null => "",
        // Only words can be formulas; a negative number stays a number.
        string text => Quoted(Guarded(text), delimiter),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable figure => figure.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString() ?? "", delimiter),
    };

    static string Quoted(string field, char delimiter) => NeedsQuotes(field, delimiter) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    // Outer spaces are lost on readers that trim what is not quoted.
    static bool NeedsQuotes(string field, char delimiter) =>
        field.Length > 0 && (field.IndexOfAny(['"', '\n', '\r', delimiter]) >= 0 || char.IsWhiteSpace(field[0]) || char.IsWhiteSpace(field[^1]));

    // A text that has such an apostrophe already gets another, so that the one that is taken off again is always the one that was set.
    [GeneratedRegex(@"\A(?='*[" + Starters + "])|" + Cuts + Formula, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex MissingGuard();

    [GeneratedRegex(@"\A'(?='*[" + Starters + "])|" + Cuts + "'" + Formula, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SetGuard();
}
