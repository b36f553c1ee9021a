namespace DataDrivenDecisions.Facts;

/// <summary>One load that brought a delivery's files, not a night's results.</summary>
public sealed record DeliveryLoad
{
    public required long Load { get; init; }
    public string? Name { get; init; }

    public static Query<DeliveryLoad> All { get; } = new("""
        SELECT DISTINCT l."load" AS "Load", l.name AS Name
        FROM   seen."load" l JOIN seen.load_file f ON f."load" = l."load"
        WHERE  l.state = 'committed'
        """);
}
