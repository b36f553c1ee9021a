using DataDrivenDecisions.Facts;
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

    /// <summary>Growth of the night's school year and the one before; null when it was not told, and what was published stays.</summary>
    public IReadOnlyList<StudentGrowth>? Growth { get; init; }

    /// <summary>Mastery of the night's school year; null when it was not told, and what was published stays.</summary>
    public IReadOnlyList<MasteryOfStudent>? Mastery { get; init; }

    /// <summary>Rates for anybody, suppressed already; null when the indicators were not looked at, and what was published stays.</summary>
    public IReadOnlyList<PublishedRate>? Rates { get; init; }
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

    /// <summary>The section that it speaks of, by the warehouse's key; null where it speaks of the student as a whole.</summary>
    public int? SectionKey { get; init; }
    public required Probability Probability { get; init; }

    /// <summary>Students of the tested past year whose chance was nearest; null where nobody counted.</summary>
    public int? AlikeCount { get; init; }

    /// <summary>For how many of them it came true.</summary>
    public int? AlikeTrueCount { get; init; }

    /// <summary>A JSON array of <c>{text, contribution, kind}</c>.</summary>
    public required string ReasonsJson { get; init; }
    public required string ModelVersion { get; init; }
}

/// <summary>How far one student has mastered one standard.</summary>
public sealed record MasteryOfStudent
{
    public required int StudentKey { get; init; }
    public required SchoolYear Year { get; init; }

    /// <summary>Who numbers the standards.</summary>
    public required string Source { get; init; }
    public required string Standard { get; init; }

    /// <summary>Pieces of evidence, and the day of the newest.</summary>
    public required int Evidence { get; init; }
    public required DateOnly Newest { get; init; }

    /// <summary>The rule in force, and what it says of a hundred.</summary>
    public required string Rule { get; init; }
    public required decimal Points { get; init; }

    /// <summary>mastered, growing or not yet assessed.</summary>
    public required string State { get; init; }

    /// <summary>What every rule says of a hundred, by its short name.</summary>
    public required IReadOnlyDictionary<string, decimal> Rules { get; init; }

    /// <summary>The chance that she knows it and that her next try succeeds; null where the standard has too few students.</summary>
    public double? Knows { get; init; }
    public double? Next { get; init; }
    public required string DefinitionVersion { get; init; }
}
