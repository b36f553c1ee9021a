namespace DataDrivenDecisions.Facts;

/// <summary>When the first load was made that is still known, by the district's clock; null while nothing has been loaded.</summary>
public sealed record FirstLoad
{
    public DateTime? At { get; init; }

    public static Query<FirstLoad> Day { get; } = new("""
        SELECT MIN(l.loaded_at) AS At FROM seen."load" l
        """);
}
