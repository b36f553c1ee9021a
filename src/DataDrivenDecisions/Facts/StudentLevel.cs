using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>The level that a student's newest result in a test and window says, with the day on which it was taken.</summary>
public sealed record StudentLevel
{
    public int StudentKey { get; init; }
    public required string Assessment { get; init; }
    public required string Subject { get; init; }

    /// <summary>fall, winter or spring, as the source says it; empty where it says none.</summary>
    public required string Window { get; init; }
    public string? Level { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>"MAP Growth Mathematics".</summary>
    public string Test => StudentScore.NameOf(Assessment, Subject);

    /// <summary>The tests of a school year up to a day.</summary>
    public static Query<StudentLevel> In(SchoolYear year, DateOnly asOf) => new($"""
        WITH {LevelCount.Newest}
        SELECT n.student_key AS StudentKey, n.assessment AS Assessment, n.subject AS Subject, n.test_window AS "Window", n.level AS "Level", n.test_date AS "Day"
        FROM   newest n
        WHERE  n.place = 1
        """, new { year = year.Ends, asOf });
}
