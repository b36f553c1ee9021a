namespace DataDrivenDecisions.Facts;

/// <summary>One student's result in one assessment, with the day it was taken.</summary>
public sealed record StudentScore
{
    public int StudentKey { get; init; }
    public string? Assessment { get; init; }
    public string? Subject { get; init; }
    public DateOnly TestDate { get; init; }

    /// <summary>On the assessment's own scale.</summary>
    public decimal? ScorePoints { get; init; }

    /// <summary>National percentile, 1 to 99, where the vendor gives one.</summary>
    public decimal? PercentileRank { get; init; }

    /// <summary>Results of tests taken from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public static Query<StudentScore> Taken(DateOnly first, DateOnly last) => new("""
        SELECT t.student_key AS StudentKey, t.assessment AS Assessment, t.subject AS Subject, t.test_date AS TestDate,
               t.score_points AS ScorePoints, t.percentile_rank AS PercentileRank
        FROM   seen.assessment t
        WHERE  t.test_date >= @first AND t.test_date <= @last
        """, new { first, last });
}
