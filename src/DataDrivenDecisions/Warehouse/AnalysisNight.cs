using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Warehouse;

/// <summary>What one night's analysis found, ready to be published as a whole. The same night published again replaces what it said before.</summary>
public sealed record AnalysisNight
{
    /// <summary>The day up to which it looked.</summary>
    public required DateOnly AsOf { get; init; }
    public required SchoolYear Year { get; init; }

    /// <summary>Every verdict of the night; null when the indicators were not looked at, and what was published stays.</summary>
    public IReadOnlyList<IndicatorRow>? Indicators { get; init; }

    /// <summary>Every estimate of the night; null when the models were not run, and what was published stays.</summary>
    public IReadOnlyList<RiskRow>? Risks { get; init; }
}

/// <summary>One indicator's verdict on one student.</summary>
public sealed record IndicatorRow
{
    public required int StudentKey { get; init; }
    public int? SchoolKey { get; init; }
    public required SchoolYear Year { get; init; }

    /// <summary>The indicator's slug: <c>chronic-absence</c>.</summary>
    public required string Indicator { get; init; }
    public required string Preset { get; init; }

    /// <summary>fine, watch, concern, too_soon or no_data.</summary>
    public required string Verdict { get; init; }
    public decimal? Part { get; init; }
    public decimal? Whole { get; init; }
    public required string Reason { get; init; }
    public required string DefinitionVersion { get; init; }
}

/// <summary>One model's estimate for one student, with its reasons.</summary>
public sealed record RiskRow
{
    public required int StudentKey { get; init; }
    public int? SchoolKey { get; init; }
    public required SchoolYear Year { get; init; }

    /// <summary>The model's slug: <c>rest-of-year</c>.</summary>
    public required string Model { get; init; }
    public required Probability Probability { get; init; }

    /// <summary>A JSON array of <c>{text, contribution}</c>.</summary>
    public required string ReasonsJson { get; init; }
    public required string ModelVersion { get; init; }
}
