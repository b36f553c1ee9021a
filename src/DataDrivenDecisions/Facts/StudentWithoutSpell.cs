using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>A student of whom attendance was sent but who had begun at no school of the district by the day, so that only her days can say whether she was there.</summary>
public sealed record StudentWithoutSpell
{
    public required int StudentKey { get; init; }

    public static Query<StudentWithoutSpell> Of(SchoolYear year, DateOnly asOf) => new("""
        SELECT DISTINCT a.student_key AS StudentKey
        FROM   seen.attendance_event a
        WHERE  a.school_year = @year AND a.school_date <= @asOf
          AND  NOT EXISTS (SELECT 1 FROM seen.enrollment e WHERE e.student_key = a.student_key AND e.school_year = @year AND e.entry_date <= @asOf)
        """, new { year = year.Ends, asOf });
}
