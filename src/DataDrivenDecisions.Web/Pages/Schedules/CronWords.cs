using System.Globalization;

namespace DataDrivenDecisions.Web.Pages.Schedules;

/// <summary>The usual schedules in words: every night, on certain days, every few minutes. What is unusual stays as it is written.</summary>
public static class CronWords
{
    static readonly Dictionary<string, string> Days = new(StringComparer.OrdinalIgnoreCase)
    {
        ["*"] = "every day", ["?"] = "every day", ["MON-FRI"] = "Monday to Friday", ["2-6"] = "Monday to Friday",
        ["SUN"] = "every Sunday", ["1"] = "every Sunday", ["MON"] = "every Monday", ["2"] = "every Monday", ["TUE"] = "every Tuesday", ["3"] = "every Tuesday",
        ["WED"] = "every Wednesday", ["4"] = "every Wednesday", ["THU"] = "every Thursday", ["5"] = "every Thursday", ["FRI"] = "every Friday", ["6"] = "every Friday",
        ["SAT"] = "every Saturday", ["7"] = "every Saturday",
    };

    /// <summary>"Every day at 2:30 AM" for Quartz's six fields "0 30 2 * * ?".</summary>
    public static string Of(string cron)
    {
        var fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields is not ["0", var minute, var hour, "*" or "?", "*", var day] || !Days.TryGetValue(day, out var days))
            return "as its cron says";
        if (hour == "*" && minute.Split('/') is ["0" or "*", var every] && int.TryParse(every, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
            return $"Every {minutes} minutes, {days}";
        return int.TryParse(minute, NumberStyles.None, CultureInfo.InvariantCulture, out var m) && int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var h) && m < 60 && h < 24
            ? $"{char.ToUpperInvariant(days[0])}{days[1..]} at {new TimeOnly(h, m).ToString("h:mm tt", CultureInfo.GetCultureInfo("en-US"))}"
            : "as its cron says";
    }
}
