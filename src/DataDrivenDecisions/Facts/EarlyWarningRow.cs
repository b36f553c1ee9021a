using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One row of attendance of one student at one school, of the day or of a class.</summary>
public sealed record EarlyWarningRow
{
    public required DateOnly Day { get; init; }

    /// <summary>The class it is about, or null for a row about the day.</summary>
    public string? SectionId { get; init; }

    /// <summary>1 when the class is the student's homeroom.</summary>
    public required int IsHomeroom { get; init; }

    /// <summary>present, absent, tardy, partial or unknown.</summary>
    public required string Status { get; init; }

    public required int IsExcused { get; init; }

    /// <summary>The rows of a school year up to a day, by the source's ids. A row that its source counts to another year is not among them.</summary>
    public static Query<EarlyWarningRow> Of(string studentId, string schoolId, SchoolYear year, DateOnly asOf) => new("""
        SELECT a.school_date AS Day, a.section_id AS SectionId, a.status AS Status, a.is_excused AS IsExcused,
               CASE WHEN EXISTS (SELECT 1 FROM seen.section_enrollment e JOIN seen.section s ON s.section_key = e.section_key
                                 WHERE e.student_key = a.student_key AND e.section_id = a.section_id AND s.kind = 'homeroom') THEN 1 ELSE 0 END AS IsHomeroom
        FROM   seen.attendance_event a
        WHERE  a.student_id = @studentId AND a.school_id = @schoolId AND a.school_year = @year AND a.school_date <= @asOf
        """, new { studentId, schoolId, year = year.Ends, asOf });
}
