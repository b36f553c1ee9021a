using System.Globalization;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Shared;

/// <summary>How a field and its value are said in a list of changes.</summary>
public static class ChangeWords
{
    const string Nothing = "nothing";

    /// <summary>"exit_date" is "Exit date".</summary>
    public static string Field(string field) => field switch
    {
        "is_placeholder" => "Only mentioned so far",
        "has_ended" => "Has ended",
        "school_key" => "School",
        "course_key" => "Course",
        "section_key" => "Class",
        "percent_points" => "Percent",
        _ => Words.Capital((field.StartsWith("is_", StringComparison.Ordinal) ? field[3..] : field).Replace('_', ' ')),
    };

    /// <summary>Yes and no, days in words and figures without empty decimals.</summary>
    public static string Value(string field, string? value) => value switch
    {
        null or "" => Nothing,
        "0" or "1" when IsFlag(field) => value == "1" ? "yes" : "no",
        _ when Day(value) is { } day => day,
        _ when value.Contains('.', StringComparison.Ordinal) && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number.ToString("0.####", CultureInfo.InvariantCulture),
        _ => value,
    };

    /// <summary>Which record it is, its days in words.</summary>
    public static string? Key(string? key) => key is null ? null : string.Join(", ", key.Split(", ").Select(part =>
        part.StartsWith("from ", StringComparison.Ordinal) && Day(part[5..]) is { } from ? "from " + from : Day(part) ?? part));

    static bool IsFlag(string field) => field.StartsWith("is_", StringComparison.Ordinal) || field is "has_ended" or "in_progress";

    static string? Day(string value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Words.DayYear(day) : null;
}
