namespace DataDrivenDecisions.Facts;

/// <summary>A standard that some work of one class shows, with how many pieces of its work do.</summary>
public sealed record SectionStandard
{
    public required string Source { get; init; }
    public required string Standard { get; init; }

    /// <summary>Different pieces of work that have a score.</summary>
    public required int Works { get; init; }

    /// <summary>The standards of a section's scored work.</summary>
    public static Query<SectionStandard> Of(int sectionKey) => new("""
        SELECT o.standard_source AS Source, o.standard AS Standard, COUNT(DISTINCT o.evidence_id) AS Works
        FROM   seen.standard_outcome o
        WHERE  o.section_key = @sectionKey
        GROUP  BY o.standard_source, o.standard
        """, new { sectionKey });
}
