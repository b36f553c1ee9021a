using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>How many students a school had in a grade on one day of a school year.</summary>
public sealed record EnrolledOn
{
    public required int SchoolKey { get; init; }
    public string? SchoolName { get; init; }
    public required int SchoolYear { get; init; }
    public string? GradeCode { get; init; }
    public required long Students { get; init; }

    public GradeLevel? Grade => GradeLevel.TryParse(GradeCode, out var grade) ? grade : null;

    /// <summary>The counts of a day; both the first and the last day of an enrollment count.</summary>
    public static Query<EnrolledOn> Day(SchoolYear year, DateOnly day) => new("""
        SELECT e.school_key AS SchoolKey, e.school_name AS SchoolName, e.school_year AS SchoolYear, e.grade AS GradeCode, COUNT(DISTINCT e.student_key) AS Students
        FROM   seen.enrollment e
        WHERE  e.school_year = @year AND e.entry_date <= @day AND (e.exit_date IS NULL OR e.exit_date >= @day)
        GROUP  BY e.school_key, e.school_name, e.school_year, e.grade
        """, new { year = year.Ends, day });
}
