namespace DataDrivenDecisions.Records;

/// <summary>One school district that this service keeps data for.</summary>
public sealed record DistrictRecord
{
    /// <summary>The short name in commands and folders: lower-case letters, digits and hyphens.</summary>
    public required string Slug { get; init; }

    /// <summary>The name that people read: "Maple Valley".</summary>
    public required string Name { get; init; }

    /// <summary>The IANA time zone that its nights are counted in: "America/Chicago".</summary>
    public required string TimeZone { get; init; }

    /// <summary>The day that this district's clock stands at, for a sample district; null where the clock runs.</summary>
    public DateOnly? ClockDay { get; init; }

    /// <summary>True for a text that may be a short name: 1 to 60 lower-case letters, digits and inner hyphens.</summary>
    public static bool IsSlug(string text) =>
        text.Length is > 0 and <= 60 && text[0] != '-' && text[^1] != '-' && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
