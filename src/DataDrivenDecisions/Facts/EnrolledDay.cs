using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One day of a school's calendar on which a student was enrolled there, with school or without.</summary>
public sealed record EnrolledDay
{
    public required string StudentId { get; init; }
    public required string SchoolId { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>1 on a day of instruction or one that makes up for it.</summary>
    public required int IsInstructional { get; init; }

    /// <summary>A year's days up to a day, by the source's ids. One row per day, however many spells cover it.</summary>
    public static Query<EnrolledDay> Of(string studentId, string schoolId, SchoolYear year, DateOnly asOf) => new("""
        SELECT DISTINCT e.student_id AS StudentId, d.school_id AS SchoolId, d.school_date AS Day, d.is_instructional AS IsInstructional
        FROM   seen.school_day d
               JOIN seen.enrollment e ON e.school_key = d.school_key AND e.entry_date <= d.school_date AND COALESCE(e.exit_date, d.school_date) >= d.school_date
        WHERE  e.student_id = @studentId AND d.school_id = @schoolId AND d.school_year = @year AND d.school_date <= @asOf
        """, new { studentId, schoolId, year = year.Ends, asOf });
}
