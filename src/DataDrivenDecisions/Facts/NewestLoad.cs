namespace DataDrivenDecisions.Facts;

/// <summary>The newest load that had been made by the end of a day; null when nothing had been loaded yet.</summary>
public sealed record NewestLoad
{
    public long? Load { get; init; }

    public static Query<NewestLoad> By(DateOnly day) => new("""
        SELECT MAX(l."load") AS "Load" FROM seen."load" l WHERE CAST(l.loaded_at AS DATE) <= @day
        """, new { day });
}
