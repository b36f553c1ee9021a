namespace DataDrivenDecisions.Facts;

/// <summary>A day that the nightly analysis was made for, with how many verdicts it gave.</summary>
public sealed record AnalysisDay
{
    public required DateOnly AsOf { get; init; }
    public required long Verdicts { get; init; }

    public static Query<AnalysisDay> All { get; } = new("""
        SELECT i.as_of_date AS AsOf, COUNT(*) AS Verdicts
        FROM   seen.indicator i
        GROUP  BY i.as_of_date
        """);
}
