using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>Where a student stood in a school year by a day, and in how many schools and years the district had her by then.</summary>
public sealed record StudentHistory
{
    public required int StudentKey { get; init; }

    /// <summary>The school of the newest spell of the year that had begun.</summary>
    public required int SchoolKey { get; init; }

    /// <summary>CEDS code, or null where no source says it.</summary>
    public string? Grade { get; init; }

    /// <summary>Schools of the district in which she was ever enrolled.</summary>
    public required long SchoolCount { get; init; }

    /// <summary>School years in which she was enrolled, this one included.</summary>
    public required long YearCount { get; init; }

    /// <summary>The first of them.</summary>
    public required int FirstYear { get; init; }

    /// <summary>Everyone with a spell in the year that had begun by the day. One row per student.</summary>
    public static Query<StudentHistory> Of(SchoolYear year, DateOnly asOf) => new("""
        WITH spell AS (
            SELECT e.student_key, e.school_key, e.school_year, e.grade,
                   ROW_NUMBER() OVER (PARTITION BY e.student_key ORDER BY e.school_year DESC, e.entry_date DESC, e.school_key) AS place
            FROM   seen.enrollment e
            WHERE  e.school_year <= @year AND e.entry_date <= @asOf)
        SELECT s.student_key AS StudentKey, MAX(CASE WHEN s.place = 1 THEN s.school_key END) AS SchoolKey, MAX(CASE WHEN s.place = 1 THEN s.grade END) AS Grade,
               CAST(COUNT(DISTINCT s.school_key) AS BIGINT) AS SchoolCount, CAST(COUNT(DISTINCT s.school_year) AS BIGINT) AS YearCount, MIN(s.school_year) AS FirstYear
        FROM   spell s
        GROUP  BY s.student_key
        HAVING MAX(s.school_year) = @year
        """, new { year = year.Ends, asOf });
}
