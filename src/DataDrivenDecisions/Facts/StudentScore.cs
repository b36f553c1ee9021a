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

    /// <summary>One standard error of measurement, in points of the scale; null where the vendor gives none or nobody asked.</summary>
    public decimal? StandardErrorPoints { get; init; }

    /// <summary>fall, winter, spring, or as the source says it.</summary>
    public string? Window { get; init; }

    /// <summary>CEDS code of the grade in which it was taken.</summary>
    public string? Grade { get; init; }

    /// <summary>The vendor's own level, in words.</summary>
    public string? Level { get; init; }

    /// <summary>National percentile, 1 to 99, where the vendor gives one.</summary>
    public decimal? PercentileRank { get; init; }
    public long? LoadNumber { get; init; }
    public string? FileName { get; init; }
    public long? Line { get; init; }

    public RowSource? Source => RowSource.Of(LoadNumber, FileName, Line);

    /// <summary>"MAP Growth Mathematics".</summary>
    public string Test => NameOf(Assessment, Subject);

    /// <summary>A test's name with its subject, where the one does not say the other already.</summary>
    public static string NameOf(string? assessment, string? subject) =>
        assessment is null || subject?.Contains(assessment, StringComparison.OrdinalIgnoreCase) == true ? subject ?? "a test" : $"{assessment} {subject}".Trim();

    /// <summary>Results of tests taken from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public static Query<StudentScore> Taken(DateOnly first, DateOnly last) => new("""
        SELECT t.student_key AS StudentKey, t.assessment AS Assessment, t.subject AS Subject, t.test_date AS TestDate, t.test_window AS "Window", t.grade AS Grade,
               t.score_points AS ScorePoints, t.percentile_rank AS PercentileRank, t.level AS "Level"
        FROM   seen.assessment t
        WHERE  t.test_date >= @first AND t.test_date <= @last
        """, new { first, last });

    /// <summary>All of one student's scores up to a day, by the warehouse's key.</summary>
    public static Query<StudentScore> Of(int studentKey, DateOnly asOf) => new("""
        SELECT t.student_key AS StudentKey, t.assessment AS Assessment, t.subject AS Subject, t.test_date AS TestDate, t.test_window AS "Window", t.grade AS Grade,
               t.score_points AS ScorePoints, t.standard_error_points AS StandardErrorPoints, t.percentile_rank AS PercentileRank, t.level AS "Level",
               t."load" AS LoadNumber, t."file" AS FileName, t.line AS Line
        FROM   seen.assessment t
        WHERE  t.student_key = @studentKey AND t.test_date <= @asOf
        """, new { studentKey, asOf });
}
