using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>How many students are enrolled on a day.</summary>
public sealed record StudentsEnrolled
{
    public required long Students { get; init; }

    /// <summary>One row.</summary>
    public static Query<StudentsEnrolled> On(SchoolYear year, DateOnly day) => new("""
        SELECT COUNT(DISTINCT e.student_key) AS Students
        FROM   seen.enrollment e
        WHERE  e.school_year = @year AND e.entry_date <= @day AND (e.exit_date IS NULL OR e.exit_date >= @day)
        """, new { year = year.Ends, day });
}
