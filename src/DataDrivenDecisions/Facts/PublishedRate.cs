namespace DataDrivenDecisions.Facts;

/// <summary>One rate that may be shown to anybody, suppressed before it was kept: of everyone or of a group of students, for a number and, where it has some, a test or class.</summary>
public sealed record PublishedRate
{
    /// <summary>What <see cref="Shown"/> says: the part as it is, a range of hundredths, or nothing.</summary>
    public const string Exact = "exact", Range = "range", Withheld = "withheld";

    public required int SchoolYear { get; init; }

    /// <summary>The night up to which was looked.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The number's short name: <c>chronic-absence</c>.</summary>
    public required string Indicator { get; init; }

    /// <summary>The thresholds used; empty for a number that has none.</summary>
    public required string Preset { get; init; }

    /// <summary>The test and window, or the class; empty for a number that is told of everyone at once.</summary>
    public required string About { get; init; }

    /// <summary>all, school, grade, race, sex or program.</summary>
    public required string GroupKind { get; init; }
    public required string GroupValue { get; init; }

    /// <summary>The school by the warehouse's key, where the group is one.</summary>
    public int? SchoolKey { get; init; }

    /// <summary>exact, range or withheld.</summary>
    public required string Shown { get; init; }

    /// <summary>Students counted; null where it is withheld.</summary>
    public long? Students { get; init; }

    /// <summary>Those of them of whom it holds; null where a range is told, or nothing.</summary>
    public long? Part { get; init; }

    /// <summary>Between which hundredths the share lies; null where it is exact or withheld.</summary>
    public int? LowPercent { get; init; }
    public int? HighPercent { get; init; }

    /// <summary>Days lost for every hundred students, where days are counted and enough students lost some.</summary>
    public decimal? DaysPerHundred { get; init; }
    public required string DefinitionVersion { get; init; }

    /// <summary>What the newest night of each number tells.</summary>
    public static Query<PublishedRate> Now { get; } = new("""
        SELECT r.school_year AS SchoolYear, r.as_of_date AS AsOf, r.indicator AS Indicator, r.preset AS Preset, r.about AS About, r.group_kind AS GroupKind, r.group_value AS GroupValue,
               r.school_key AS SchoolKey, r.shown AS Shown, r.student_count AS Students, r.part_count AS Part, r.low_percent AS LowPercent, r.high_percent AS HighPercent,
               r.days_per_hundred AS DaysPerHundred, r.definition_version AS DefinitionVersion
        FROM   published.rate r
        """);
}
