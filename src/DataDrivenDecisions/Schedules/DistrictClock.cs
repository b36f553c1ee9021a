namespace DataDrivenDecisions.Schedules;

/// <summary>The clock on a district's wall: its own time zone, and for a sample district the evening of the one day that it stands at.</summary>
/// <param name="real">The real clock.</param>
/// <param name="zone">The district's time zone.</param>
/// <param name="day">The day the clock stands at, or null where it runs.</param>
sealed class DistrictClock(TimeProvider real, TimeZoneInfo zone, DateOnly? day) : TimeProvider
{
    static readonly TimeOnly Evening = new(18, 0);
    static readonly TimeSpan LongestEvening = TimeSpan.FromHours(5);

    readonly DateTimeOffset _began = real.GetUtcNow();

    public override TimeZoneInfo LocalTimeZone => zone;

    /// <summary>On a standing day the evening still passes, so that what happens later carries a later time.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        var now = real.GetUtcNow();
        if (day is not { } standing)
            return now;
        var evening = standing.ToDateTime(Evening);
        var passed = now - _began;
        return new DateTimeOffset(evening, zone.GetUtcOffset(evening)).ToUniversalTime() + (passed < LongestEvening ? passed : LongestEvening);
    }

    public override long GetTimestamp() => real.GetTimestamp();

    public override long TimestampFrequency => real.TimestampFrequency;
}
