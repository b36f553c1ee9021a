using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>How many students got one verdict from one indicator on the newest night up to a day.</summary>
public sealed record FlagCount
{
    /// <summary>The indicator's slug, such as abc-attendance.</summary>
    public required string Indicator { get; init; }

    public required string Preset { get; init; }

    /// <summary>fine, watch, concern, too_soon or no_data.</summary>
    public required string Verdict { get; init; }

    public required GroupSize Students { get; init; }
    public required DateOnly AsOf { get; init; }

    /// <summary>The attendance, behavior and course flags; one school, or all for null.</summary>
    public static Query<FlagCount> Abc(DateOnly asOf, int? schoolKey = null) => new("""
        SELECT i.indicator AS Indicator, i.preset AS Preset, i.verdict AS Verdict, i.as_of_date AS AsOf, COUNT(DISTINCT i.student_key) AS Students
        FROM   seen.indicator i
        WHERE  i.indicator IN ('abc-attendance', 'abc-behavior', 'abc-course')
               AND i.as_of_date = (SELECT MAX(n.as_of_date) FROM seen.indicator n WHERE n.as_of_date <= @asOf)
               AND (@schoolKey IS NULL OR i.school_key = @schoolKey)
        GROUP  BY i.indicator, i.preset, i.verdict, i.as_of_date
        """, new { asOf, schoolKey });
}
