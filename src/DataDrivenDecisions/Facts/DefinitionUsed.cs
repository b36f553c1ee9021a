namespace DataDrivenDecisions.Facts;

/// <summary>An indicator or model with a version of its definition by which something published was computed.</summary>
public sealed record DefinitionUsed
{
    public required string Name { get; init; }
    public required string Version { get; init; }

    public static Query<DefinitionUsed> All { get; } = new("""
        SELECT i.indicator AS Name, i.definition_version AS Version FROM seen.indicator i
        UNION
        SELECT r.model, r.model_version FROM seen.risk r
        """);
}
