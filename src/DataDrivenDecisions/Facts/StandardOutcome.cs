using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One score that shows something of one standard: work of a class, or a test's own percent of the standard.</summary>
public sealed record StandardOutcome
{
    public required int StudentKey { get; init; }

    /// <summary>Who numbers the standards.</summary>
    public required string Source { get; init; }
    public required string Standard { get; init; }
    public int? SectionKey { get; init; }
    public string? EvidenceId { get; init; }
    public required DateOnly Day { get; init; }
    public required decimal ScorePoints { get; init; }
    public required decimal LeastPoints { get; init; }

    /// <summary>Null where a standard's own points have no known top.</summary>
    public decimal? MostPoints { get; init; }
    public long Line { get; init; }

    const string Columns = """
        SELECT o.student_key AS StudentKey, o.standard_source AS Source, o.standard AS Standard, o.section_key AS SectionKey, o.evidence_id AS EvidenceId, o.evidence_date AS Day,
               o.score_points AS ScorePoints, o.least_points AS LeastPoints, o.most_points AS MostPoints, o.line AS Line
        FROM   seen.standard_outcome o
        """;

    /// <summary>All of a school year up to a day.</summary>
    public static Query<StandardOutcome> In(SchoolYear year, DateOnly asOf) => new(Columns + " WHERE o.evidence_date >= @first AND o.evidence_date <= @asOf", new { first = year.FirstDay, asOf });
}
