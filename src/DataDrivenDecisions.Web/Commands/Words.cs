using System.Globalization;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>How answers are written for people on a terminal.</summary>
static class Words
{
    /// <summary>A table whose columns are as wide as their widest value; numbers of figures stand at the right.</summary>
    public static void Table(TextWriter words, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = rows.ToList();
        if (lines.Count == 0)
        {
            words.WriteLine("None.");
            return;
        }
        var widths = head.Select((h, i) => Math.Max(h.Length, lines.Max(l => l[i].Length))).ToArray();
        var isNumber = head.Select((_, i) => lines.TrueForAll(l => l[i].Length == 0 || decimal.TryParse(l[i], CultureInfo.InvariantCulture, out var _))).ToArray();
        foreach (var line in lines.Prepend(head))
            words.WriteLine(string.Join("  ", line.Select((v, i) => isNumber[i] ? v.PadLeft(widths[i]) : v.PadRight(widths[i]))).TrimEnd());
    }

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>All that would end once what is held is released, in a sentence.</summary>
    public static string WouldEnd(long records) => records == 1 ? "In all, 1 known record would end." : $"In all, {Of(records)} known records would end.";

    /// <summary>A day that was written on the command line; null where none was.</summary>
    public static DateOnly? Day(string? text)
    {
        if (text is null)
            return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new CommandProblem(ExitCode.Usage, $"'{text}' is not a day. Write it as 2026-03-13.");
    }

    public static string Of(DateTimeOffset? moment) => moment?.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Seconds with one decimal.</summary>
    public static string Seconds(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Seconds rounded for JSON.</summary>
    public static double Rounded(double seconds) => Math.Round(seconds, 2);
}
