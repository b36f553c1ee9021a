using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One score of one student in one test, with the school and grade in which she took it: what growth is told of.</summary>
public sealed record GrowthScore
{
    public required int StudentKey { get; init; }
    public required string Assessment { get; init; }
    public required string Subject { get; init; }
    public required int SchoolYear { get; init; }
    public string? Window { get; init; }
    public required DateOnly TestDate { get; init; }
    public required decimal ScorePoints { get; init; }
    public decimal? StandardErrorPoints { get; init; }

    /// <summary>The CEDS code of the grade: by the school that she was in on the day, else by the test.</summary>
    public string? GradeCode { get; init; }
    public int? SchoolKey { get; init; }

    /// <summary>fall, winter or spring: by the source's word for its window, else by the month.</summary>
    public string Season => Said(Window) ?? TestDate.Month switch
    {
        >= 7 and <= 11 => "fall",
        12 or 1 or 2 => "winter",
        _ => "spring",
    };

    /// <summary>All scores of a school year and of the three before it, of tests taken by a day.</summary>
    public static Query<GrowthScore> UpTo(SchoolYear year, DateOnly asOf) => new("""
        SELECT a.student_key AS StudentKey, a.assessment AS Assessment, a.subject AS Subject, a.school_year AS SchoolYear, a.test_window AS "Window", a.test_date AS TestDate,
               a.score_points AS ScorePoints, a.standard_error_points AS StandardErrorPoints, COALESCE(MAX(e.grade), a.grade) AS GradeCode, MAX(e.school_key) AS SchoolKey
        FROM   seen.assessment a
               LEFT JOIN seen.enrollment e ON e.student_key = a.student_key AND e.school_year = a.school_year
                         AND e.entry_date <= a.test_date AND (e.exit_date IS NULL OR e.exit_date >= a.test_date)
        WHERE  a.score_points IS NOT NULL AND a.test_date <= @asOf AND a.school_year >= @first AND a.school_year <= @last
        GROUP  BY a.student_key, a.assessment, a.subject, a.school_year, a.test_window, a.test_date, a.result_id, a.score_points, a.standard_error_points, a.grade
        """, new { asOf, first = year.Ends - 3, last = year.Ends });

    static string? Said(string? window) => window is null ? null
        : Has(window, "fall", "BOY", "beginning of year", "autumn") ? "fall"
        : Has(window, "winter", "MOY", "middle of year") ? "winter"
        : Has(window, "spring", "EOY", "end of year") ? "spring" : null;

    static bool Has(string window, params string[] words) => words.Any(w => window.Contains(w, StringComparison.OrdinalIgnoreCase));
}
