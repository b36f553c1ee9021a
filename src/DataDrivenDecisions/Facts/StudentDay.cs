using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One student's attendance on one enrolled instructional day at one school.</summary>
public sealed record StudentDay
{
    public required DateOnly Day { get; init; }

    /// <summary>present, absent, tardy, partial, not_submitted or no_data.</summary>
    public required string Status { get; init; }

    /// <summary>0 or 1; 0 on a day that the school has not submitted.</summary>
    public required decimal EnrolledDays { get; init; }

    /// <summary>0 to 1.</summary>
    public required decimal AbsentDays { get; init; }

    /// <summary>The excused part of the absence, 0 to 1.</summary>
    public required decimal ExcusedDays { get; init; }

    /// <summary>One student's days of one year, by the warehouse's key.</summary>
    public static Query<StudentDay> Of(int studentKey, SchoolYear year) => new("""
        SELECT a.school_date AS Day, a.status AS Status, a.enrolled_days AS EnrolledDays,
               a.absent_days AS AbsentDays, a.excused_days AS ExcusedDays
        FROM   seen.attendance a
        WHERE  a.student_key = @studentKey AND a.school_year = @year
        """, new { studentKey, year = year.Ends });
}
