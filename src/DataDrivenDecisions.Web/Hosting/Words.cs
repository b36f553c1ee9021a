using System.Globalization;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Web.Hosting;

/// <summary>How dates, counts and shares are said on every screen, so that the same figure reads the same everywhere.</summary>
public static class Words
{
    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");
    static readonly string[] Small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    /// <summary>"Fri 13 Mar".</summary>
    public static string Day(DateOnly day) => day.ToString("ddd d MMM", English);

    /// <summary>"Fri 13 Mar 2026".</summary>
    public static string DayYear(DateOnly day) => day.ToString("ddd d MMM yyyy", English);

    /// <summary>"Friday 13 March 2026".</summary>
    public static string LongDay(DateOnly day) => day.ToString("dddd d MMMM yyyy", English);

    /// <summary>"through Thu 12 Mar", or what is missing.</summary>
    public static string Through(DateOnly? day) => day is { } d ? $"through {Day(d)}" : "nothing yet";

    /// <summary>"41,878".</summary>
    public static string Count(long n) => n.ToString("N0", English);

    /// <summary>"9" or "9.5": days, with a half only where there is one.</summary>
    public static string Days(decimal days) => days.ToString("0.##", English);

    /// <summary>"1 student", "231 students".</summary>
    public static string Count(long n, string one, string? many = null) => $"{Count(n)} {(n == 1 ? one : many ?? one + "s")}";

    /// <summary>As <see cref="Count(long, string, string?)"/>, with small numbers in letters: "two schools", "Four causes".</summary>
    public static string Spelled(long n, string one, string? many = null) => $"{(n is >= 0 and < 10 ? Small[n] : Count(n))} {(n == 1 ? one : many ?? one + "s")}";

    /// <summary>"93.6", without its sign; "–" over nothing.</summary>
    public static string Percent(Rate rate) => rate.Percent is { } p ? p.ToString("0.0", English) : "–";

    /// <summary>"93.6%"; "–" over nothing.</summary>
    public static string PercentSign(Rate rate) => rate.HasValue ? Percent(rate) + "%" : "–";

    /// <summary>"2025–26", with the dash that prose uses.</summary>
    public static string Year(SchoolYear year) => year.ToString().Replace('-', '–');

    /// <summary>"Grade 9", "Kindergarten", or that no source says it.</summary>
    public static string Grade(GradeLevel? grade) => grade switch
    {
        null => "grade not recorded",
        { Number: 0 } => "Kindergarten",
        { Number: > 0 } g => $"Grade {g}",
        { } g => $"Grade {g}",
    };

    /// <summary>"31st", "64th".</summary>
    public static string Ordinal(int n) => Count(n) + ((n % 100) is 11 or 12 or 13 ? "th" : (n % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });

    /// <summary>Up to two letters for the round mark beside a name.</summary>
    public static string Initials(string name)
    {
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(parts.Length == 0 ? ["?"] : parts.Length == 1 ? [parts[0][..1]] : new[] { parts[0][..1], parts[^1][..1] }).ToUpperInvariant();
    }

    /// <summary>"640 KB", "312 MB", "1.25 GB", in thousands as people count them.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000_000 => string.Create(English, $"{Math.Ceiling(bytes / 1e3):0} KB"),
        < 1_000_000_000 => string.Create(English, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(English, $"{bytes / 1e9:0.##} GB"),
    };

    /// <summary>"1.2 s", "4 min".</summary>
    public static string Seconds(double seconds) => seconds < 10
        ? string.Create(English, $"{seconds:0.#} s")
        : seconds < 90 ? string.Create(English, $"{seconds:0} s")
        : string.Create(English, $"{seconds / 60:0} min");

    /// <summary>"Fri 13 Mar, 02:14" on a district's own clock.</summary>
    public static string Time(DateTimeOffset at, string timeZone)
    {
        var local = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? TimeZoneInfo.ConvertTime(at, zone) : at;
        return local.ToString("ddd d MMM, HH:mm", English);
    }

    /// <summary>Who did it: a user name as it is, "the clock" for a schedule, "the command line" for whoever may read the server's folder.</summary>
    public static string Who(string who) => who == "schedule" || who.StartsWith("schedule:", StringComparison.Ordinal) ? "the clock"
        : who.StartsWith("operator:", StringComparison.Ordinal) ? $"{who["operator:".Length..]} on the server"
        : who;

    /// <summary>The sentence with a capital letter.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
