namespace DataDrivenDecisions.Facts;

/// <summary>What one indicator said of one student on one analysis day.</summary>
public sealed record VerdictOnDay
{
    public required int StudentKey { get; init; }
    public int? SchoolKey { get; init; }
    public required string Indicator { get; init; }

    /// <summary>fine, watch, concern, too_soon or no_data.</summary>
    public required string Verdict { get; init; }
    public decimal? Part { get; init; }
    public decimal? Whole { get; init; }
    public string? Reason { get; init; }
    public required DateOnly AsOf { get; init; }

    /// <summary>The thresholds by which it was judged.</summary>
    public string? Preset { get; init; }

    public string? DefinitionVersion { get; init; }

    public bool IsConcern => string.Equals(Verdict, "concern", StringComparison.Ordinal);
    public bool IsJudged => Verdict is "fine" or "watch" or "concern";

    const string Text = """
        SELECT i.student_key AS StudentKey, i.school_key AS SchoolKey, i.indicator AS Indicator, i.verdict AS Verdict,
               i.part AS Part, i.whole AS Whole, i.reason AS Reason, i.as_of_date AS AsOf,
               i.preset AS Preset, i.definition_version AS DefinitionVersion
        FROM   seen.indicator i
        WHERE  i.as_of_date = @asOf
        """;

    public static Query<VerdictOnDay> On(DateOnly asOf) => new(Text, new { asOf });

    /// <summary>What one indicator said of everyone.</summary>
    public static Query<VerdictOnDay> On(DateOnly asOf, string indicator) => new(Text + " AND i.indicator = @indicator", new { asOf, indicator });

    public static Query<VerdictOnDay> Of(int studentKey, DateOnly asOf) => new(Text + " AND i.student_key = @studentKey", new { asOf, studentKey });
}
