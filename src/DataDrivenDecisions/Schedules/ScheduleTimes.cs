using Quartz;

namespace DataDrivenDecisions.Schedules;

/// <summary>When a schedule comes up: a cron text read in a time zone, right also on the two nights a year when the clock changes.</summary>
public static class ScheduleTimes
{
    /// <summary>The next moments after a moment, at most so many; fewer when the schedule ends.</summary>
    /// <exception cref="FormatException">The cron text or the time zone cannot be read; the message says what to write.</exception>
    public static IReadOnlyList<DateTimeOffset> Next(string cron, string timeZone, DateTimeOffset after, int most)
    {
        var zone = Zone(timeZone);
        var expression = Read(cron, zone);
        var times = new List<DateTimeOffset>();
        for (var next = expression.GetNextValidTimeAfter(after); next is { } time && times.Count < most; next = expression.GetNextValidTimeAfter(time))
            times.Add(TimeZoneInfo.ConvertTime(time, zone));
        return times;
    }

    /// <summary>The time zone of an IANA name.</summary>
    /// <exception cref="FormatException">There is no such zone on this machine.</exception>
    public static TimeZoneInfo Zone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new FormatException($"There is no time zone '{name}'. Write one like America/Chicago.");

    internal static CronExpression Read(string cron, TimeZoneInfo zone)
    {
        try
        {
            return new CronExpression(cron, zone);
        }
        catch (FormatException unreadable)
        {
            throw new FormatException($"'{cron}' is not a time that can be read. Write seconds, minutes, hours, day of month, month and day of week, such as '0 30 2 * * ?' for 2:30 every night.", unreadable);
        }
    }
}
