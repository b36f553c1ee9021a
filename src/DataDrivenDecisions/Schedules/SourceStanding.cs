using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Schedules;

/// <summary>One source of a district's data: what came from it last, when it is next expected, and whether it is late.</summary>
public sealed record SourceStanding
{
    /// <summary>What came in so many hours before a daily time counts for that day.</summary>
    static readonly TimeSpan CountsForTheDay = TimeSpan.FromHours(18);

    /// <summary>Fewer deliveries than this make no habit.</summary>
    const int FewestForHabit = 5;

    /// <summary>Deliveries that are looked at for a habit.</summary>
    const int MostForHabit = 20;

    /// <summary>A source that comes more rarely than this, such as a test's results, has no habit that could be broken.</summary>
    static readonly TimeSpan LongestHabit = TimeSpan.FromDays(8);

    /// <summary>By how much the longest gap so far may be exceeded.</summary>
    const double Patience = 1.25;

    /// <summary>The source's name, as imports carry it.</summary>
    public required string Name { get; init; }

    /// <summary>What was set up for it, or null where its files simply come.</summary>
    public SourceRecord? Record { get; init; }

    /// <summary>When something came from it last that could be taken in, or null.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>By when the next is expected; null where nobody said and it has no habit.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>True when what was expected has not come.</summary>
    public bool IsLate { get; init; }

    /// <summary>True when the expectation is its own habit and nobody's word.</summary>
    public bool IsHabit { get; init; }

    /// <summary>Every source of a district: those that were set up and those that have delivered, by name.</summary>
    public static IReadOnlyList<SourceStanding> All(RecordStore records, DistrictRecord place, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(place);
        var came = records.Imports.Arrivals(place.Slug);
        var set = records.Sources.List(place.Slug).ToDictionary(s => s.Name, StringComparer.Ordinal);
        return
        [
            .. set.Keys.Concat(came.Select(c => c.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(name => Of(name, set.GetValueOrDefault(name), [.. came[name]], ScheduleTimes.Zone(place.TimeZone), now)),
        ];
    }

    /// <summary>How one source stands.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="record">What was set up for it, or null.</param>
    /// <param name="came">When its deliveries came.</param>
    /// <param name="zone">The district's time zone.</param>
    /// <param name="now">The district's present.</param>
    public static SourceStanding Of(string name, SourceRecord? record, IReadOnlyList<DateTimeOffset> came, TimeZoneInfo zone, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(came);
        ArgumentNullException.ThrowIfNull(zone);
        // A pull that found nothing new is no delivery in the history, and yet the source has answered.
        var times = came.Select(at => (DateTimeOffset?)at).Append(record?.LastSuccessAt).OfType<DateTimeOffset>().Distinct().Order().ToList();
        DateTimeOffset? last = times.Count > 0 ? times[^1] : null;
        var (due, isLate) = record switch
        {
            { DueTime: { } time } => Daily(time, last ?? record.AddedAt, zone, now),
            { DueEveryHours: { } hours } => After(last ?? record.AddedAt, TimeSpan.FromHours(hours), now),
            _ => Habit(times) is { } gap ? After(times[^1], gap, now) : (null, false),
        };
        return new() { Name = name, Record = record, LastAt = last, DueAt = due, IsLate = isLate, IsHabit = due is not null && record is not ({ DueTime: not null } or { DueEveryHours: not null }) };
    }

    static (DateTimeOffset?, bool) Daily(TimeOnly time, DateTimeOffset last, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var newest = At(today, time, zone) is var due && due <= now ? due : At(today.AddDays(-1), time, zone);
        if (last < newest - CountsForTheDay)
            return (newest, true);
        var next = At(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(newest, zone).DateTime).AddDays(1), time, zone);
        return (last >= next - CountsForTheDay && last > newest ? At(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(next, zone).DateTime).AddDays(1), time, zone) : next, false);
    }

    // A time that the clock skips in spring is taken an hour later.
    static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone.GetUtcOffset(zone.IsInvalidTime(local) ? local.AddHours(1) : local));
    }

    static (DateTimeOffset?, bool) After(DateTimeOffset last, TimeSpan gap, DateTimeOffset now) => (last + gap, now > last + gap);

    // The longest gap holds the weekends and holidays that the source has shown so far.
    static TimeSpan? Habit(IReadOnlyList<DateTimeOffset> times)
    {
        if (times.Count < FewestForHabit)
            return null;
        var recent = times.TakeLast(MostForHabit).ToList();
        var gaps = recent.Zip(recent.Skip(1), (a, b) => b - a).Order().ToList();
        return gaps[gaps.Count / 2] > LongestHabit ? null : gaps[^1] * Patience;
    }
}
