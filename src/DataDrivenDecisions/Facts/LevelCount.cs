using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>How many students of a grade the newest result of a test and window puts at one level.</summary>
public sealed record LevelCount
{
    public required string Assessment { get; init; }
    public required string Subject { get; init; }

    /// <summary>fall, winter or spring, as the source says it; empty where it says none.</summary>
    public required string Window { get; init; }

    /// <summary>CEDS code of the grade in which it was taken, or by the enrollment where the test does not say it; null where nobody does.</summary>
    public string? Grade { get; init; }

    /// <summary>The vendor's own level, in words; null for a result without one.</summary>
    public string? Level { get; init; }
    public required long Students { get; init; }

    /// <summary>The mean of their scores, by which levels stand in order; null where none has one.</summary>
    public decimal? MeanScore { get; init; }

    /// <summary>The last day of the window on which one of them was tested.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>"MAP Growth Mathematics".</summary>
    public string Test => StudentScore.NameOf(Assessment, Subject);

    /// <summary>Every result of a school year up to a day; place 1 has the newest of a student in a test and window, by which she counts once.</summary>
    internal const string Newest = """
        newest AS (
            SELECT a.student_key, a.assessment, a.subject, COALESCE(a.test_window, '') AS test_window, COALESCE(a.grade, s.grade) AS grade, a.level, a.score_points, a.test_date,
                   ROW_NUMBER() OVER (PARTITION BY a.student_key, a.assessment, a.subject, COALESCE(a.test_window, '') ORDER BY a.test_date DESC, a.result_id DESC) AS place
            FROM   seen.assessment a
                   JOIN seen.student s ON s.student_key = a.student_key
            WHERE  a.school_year = @year AND a.test_date <= @asOf)
        """;

    /// <summary>The tests of a school year up to a day. A student counts once in a test and window, with the newest result.</summary>
    public static Query<LevelCount> In(SchoolYear year, DateOnly asOf) => new($"""
        WITH {Newest}
        SELECT n.assessment AS Assessment, n.subject AS Subject, n.test_window AS "Window", n.grade AS Grade, n.level AS "Level", COUNT(*) AS Students, CAST(AVG(n.score_points) AS DECIMAL(12, 4)) AS MeanScore, MAX(n.test_date) AS LastDay
        FROM   newest n
        WHERE  n.place = 1
        GROUP  BY n.assessment, n.subject, n.test_window, n.grade, n.level
        """, new { year = year.Ends, asOf });
}
