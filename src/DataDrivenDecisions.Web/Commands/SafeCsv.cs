using System.Globalization;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>CSV that a spreadsheet shows and never runs: a field that would start a formula gets an apostrophe in front (OWASP, CSV injection).</summary>
static class SafeCsv
{
    public static void Line(TextWriter writer, IReadOnlyList<object?> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
                writer.Write(',');
            writer.Write(Field(values[i]));
        }
        writer.Write("\r\n");
    }

    static string Field(object? value) => value switch
    {
        null => "",
        // Only words can be formulas; a negative number stays a number.
        string text => Quoted(StartsFormula(text) ? "'" + text : text),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable figure => figure.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString() ?? ""),
    };

    static bool StartsFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n';

    static string Quoted(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") >= 0 || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
