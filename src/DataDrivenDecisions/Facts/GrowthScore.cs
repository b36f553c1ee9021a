using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One score of one student in one test, with the school and grade in which she took it: what growth is told of.</summary>
public sealed record GrowthScore
{
    const int YearsBefore = 2;

    public required int StudentKey { get; init; }
    public required string Assessment { get; init; }
    public required string Subject { get; init; }
    public required int SchoolYear { get; init; }
    public string? Window { get; init; }
    public required DateOnly TestDate { get; init; }
    public required decimal ScorePoints { get; init; }
    public decimal? StandardErrorPoints { get; init; }

    /// <summary>The vendor's own level, in words.</summary>
    public string? Level { get; init; }

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

    /// <summary>
    /// All scores of a school year and of the two before it, of tests taken by a day: two years are told, and the oldest is what the other is compared with. School and grade are those of the enrollment
    /// on the day of the test; joined here rather than by the engine, which asks three times as long for it.
    /// </summary>
    public static IReadOnlyList<GrowthScore> Gather(IAsk ask, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var first = new SchoolYear(year.Ends - YearsBefore);
        var scores = ask.Ask(Taken(first, year, asOf), stop);
        if (scores.Count == 0)
            return scores;
        var spells = ask.Ask(SchoolSpell.Between(first, year), stop).ToLookup(s => s.StudentKey);
        return [.. scores.Select(s => s.At([.. spells[s.StudentKey].Where(e => e.Covers(s.TestDate))]))];
    }

    /// <summary>The scores alone, with the grade that the test says.</summary>
    public static Query<GrowthScore> Taken(SchoolYear first, SchoolYear last, DateOnly asOf) => new("""
        SELECT a.student_key AS StudentKey, a.assessment AS Assessment, a.subject AS Subject, a.school_year AS SchoolYear, a.test_window AS "Window", a.test_date AS TestDate,
               a.score_points AS ScorePoints, a.standard_error_points AS StandardErrorPoints, a.level AS "Level", a.grade AS GradeCode
        FROM   seen.assessment a
        WHERE  a.score_points IS NOT NULL AND a.test_date <= @asOf AND a.school_year >= @first AND a.school_year <= @last
        """, new { asOf, first = first.Ends, last = last.Ends });

    // Who is enrolled at two schools on one day has one of them, the same every night.
    GrowthScore At(IReadOnlyList<SchoolSpell> spells) => spells.Count == 0 ? this : this with
    {
        GradeCode = spells.Select(e => e.GradeCode).Where(g => g is not null).Max(StringComparer.Ordinal) ?? GradeCode, SchoolKey = spells.Max(e => e.SchoolKey),
    };

    static string? Said(string? window) => window is null ? null
        : Has(window, "fall", "BOY", "beginning of year", "autumn") ? "fall"
        : Has(window, "winter", "MOY", "middle of year") ? "winter"
        : Has(window, "spring", "EOY", "end of year") ? "spring" : null;

    static bool Has(string window, params string[] words) => words.Any(w => window.Contains(w, StringComparison.OrdinalIgnoreCase));
}
