using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>How much one student's score has grown since a year before, or why that cannot be told: as a night tells it, and as it is read from the newest one.</summary>
public sealed record StudentGrowth
{
    public required int StudentKey { get; init; }

    /// <summary>The school in which she was tested.</summary>
    public int? SchoolKey { get; init; }
    public required string Assessment { get; init; }
    public required string Subject { get; init; }
    public required int SchoolYear { get; init; }

    /// <summary>fall, winter or spring, compared with the same season a year before; "fall to winter" or "fall to spring" within one school year.</summary>
    public required string Season { get; init; }
    public string? GradeCode { get; init; }
    public required DateOnly TestDate { get; init; }
    public required decimal ScorePoints { get; init; }

    /// <summary>From how many earlier scores it was told.</summary>
    public required int Priors { get; init; }

    /// <summary>1 to 99; null where it cannot be told, and <see cref="Reason"/> says why.</summary>
    public int? Percentile { get; init; }

    /// <summary>Nine times in ten it would lie between the two if the tests were taken again; null where the test tells no error.</summary>
    public int? Low { get; init; }
    public int? High { get; init; }

    /// <summary>Students compared with.</summary>
    public int? Compared { get; init; }

    /// <summary>Her score a year on with low, median and high usual growth.</summary>
    public decimal? NextLow { get; init; }
    public decimal? NextMedian { get; init; }
    public decimal? NextHigh { get; init; }

    /// <summary>The score of proficiency ahead, in how many years, and the percentile that, kept up each year, reaches it; 100 where none does.</summary>
    public decimal? Target { get; init; }
    public int? TargetYears { get; init; }
    public int? Needed { get; init; }

    /// <summary>Why there is none; null where there is one.</summary>
    public string? Reason { get; init; }
    public required string DefinitionVersion { get; init; }

    public GradeLevel? Grade => GradeLevel.TryParse(GradeCode, out var grade) ? grade : null;

    /// <summary>"MAP Growth Mathematics".</summary>
    public string Test => StudentScore.NameOf(Assessment, Subject);

    /// <summary>True when it is told from fall of the same school year.</summary>
    public bool IsWithinYear => Season.Contains(" to ", StringComparison.Ordinal);

    /// <summary>"fall to fall", "fall to spring".</summary>
    public string Span => IsWithinYear ? Season : $"{Season} to {Season}";

    const string Columns = """
        SELECT g.student_key AS StudentKey, g.school_key AS SchoolKey, g.assessment AS Assessment, g.subject AS Subject, g.school_year AS SchoolYear, g.test_window AS Season,
               g.grade AS GradeCode, g.test_date AS TestDate, g.score_points AS ScorePoints, g.prior_count AS Priors, g.growth_percentile AS Percentile, g.low_percentile AS Low, g.high_percentile AS High,
               g.group_count AS Compared, g.next_low_points AS NextLow, g.next_median_points AS NextMedian, g.next_high_points AS NextHigh,
               g.target_points AS Target, g.target_years AS TargetYears, g.needed_percentile AS Needed, g.reason AS Reason, g.definition_version AS DefinitionVersion
        FROM   seen.growth g
        """;

    /// <summary>One student's growth, of all years that are kept.</summary>
    public static Query<StudentGrowth> Of(int studentKey) => new(Columns + " WHERE g.student_key = @studentKey", new { studentKey });

    /// <summary>The growth of everyone in sight in one school year.</summary>
    public static Query<StudentGrowth> In(SchoolYear year) => new(Columns + " WHERE g.school_year = @year", new { year = year.Ends });
}
