using System.Globalization;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>What the columns of a flat table are: numbers, categories, or nothing that one could learn from.</summary>
static class TableColumns
{
    const double MostIdentifiersShare = 0.5;
    static readonly string[] MissingWords = ["", "NA", "N/A", "NaN", "null", "none given", ".", "?", "-", "#N/A"];
    static readonly string[] IdWords = ["id", "uuid", "guid", "key", "identifier"];

    static readonly string[][] DateFormats =
    [
        ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyyMMdd"], ["M/d/yyyy", "M/d/yyyy H:mm", "M-d-yyyy"], ["d/M/yyyy", "d/M/yyyy H:mm", "d-M-yyyy"], ["d.M.yyyy"],
    ];

    public static bool IsMissing(string? text) => text is null || MissingWords.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>A number in the invariant notation, also "12%"; null for anything else.</summary>
    public static double? Number(string? text)
    {
        var t = (text ?? "").Trim().TrimEnd('%');
        return double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    /// <summary>The place of a column that must be there.</summary>
    /// <exception cref="EvaluationRefused">It is not; the message lists the nearest names.</exception>
    public static int Require(FlatTable table, string name, string purpose)
    {
        var wanted = name.Trim().Trim('"', '\'');
        if (table.Find(wanted) is >= 0 and var at)
            return at;
        var near = table.Columns.OrderBy(c => Distance(c, wanted)).ThenBy(c => c, StringComparer.Ordinal).Take(5);
        throw new EvaluationRefused($"There is no column \"{wanted}\" for the {purpose}. The nearest names are: {string.Join(", ", near)}. Check the spelling, and whether the file's separator was recognized.");
    }

    public static bool IsNumeric(FlatTable table, int column)
    {
        var any = false;
        foreach (var row in table.Rows)
            if (!IsMissing(row[column]))
            {
                if (Number(row[column]) is null)
                    return false;
                any = true;
            }

        return any;
    }

    /// <summary>How a column's texts become numbers: by their value, or as days where all of them are dates; null where they are neither.</summary>
    public static Func<string?, double?>? Reader(FlatTable table, int column)
    {
        if (IsNumeric(table, column))
            return Number;
        string[] texts = [.. table.Rows.Select(r => r[column]?.Trim()).Where(t => !IsMissing(t)).Distinct(StringComparer.Ordinal)!];
        // One order of day and month for the whole column: the first that reads every text.
        return texts.Length > 0 && DateFormats.FirstOrDefault(formats => texts.All(t => Day(t, formats) is not null)) is { } formats ? text => Day(text, formats) : null;
    }

    static double? Day(string? text, string[] formats) =>
        DateTime.TryParseExact(text?.Trim(), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.Subtract(DateTime.UnixEpoch).TotalDays : null;

    /// <summary>Why a column cannot be an input, or null when it can.</summary>
    public static string? WhyNot(FlatTable table, int column)
    {
        string[] values = [.. table.Rows.Select(r => r[column]?.Trim()).Where(v => !IsMissing(v))!];
        var different = values.Distinct(StringComparer.Ordinal).Count();
        if (different < 2)
            return "it has the same value in every row";
        var looksUnique = different > MostIdentifiersShare * table.Rows.Count;
        return looksUnique && (Reader(table, column) is null || SaysId(table.Columns[column])) ? "it is an identifier or free text, since most of its values occur once" : null;
    }

    static bool SaysId(string name) => name.Split('_', ' ', '-', '.').Any(w => IdWords.Contains(w, StringComparer.OrdinalIgnoreCase))
        || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("ID", StringComparison.Ordinal);

    /// <summary>How many letters must change (Levenshtein), whatever their case.</summary>
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1,
                    diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1)));
        }

        return row[b.Length];
    }
}
