using System.Globalization;

namespace DataDrivenDecisions.Records;

/// <summary>How the records write a moment and a day: UTC and ISO 8601, so that text sorts as time.</summary>
static class Instant
{
    const string Day = "yyyy-MM-dd";

    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    public static DateTimeOffset? ReadOrNull(string? text) => text is null ? null : Read(text);

    public static string? Text(DateOnly? day) => day?.ToString(Day, CultureInfo.InvariantCulture);

    public static DateOnly? ReadDay(string? text) => text is null ? null : DateOnly.ParseExact(text, Day, CultureInfo.InvariantCulture);
}
