using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One grade of one school in one year: its students and their days in the whole months before this one, so that years can be compared.</summary>
public sealed record GradeYear
{
    public required int SchoolKey { get; init; }
    public required int SchoolYear { get; init; }
    public string? GradeCode { get; init; }
    public required GroupSize Students { get; init; }
    public required decimal DaysEnrolled { get; init; }
    public required decimal DaysAbsent { get; init; }

    public GradeLevel? Grade => GradeLevel.TryParse(GradeCode, out var grade) ? grade : null;
    public Rate Absence => Rate.Of(DaysAbsent, DaysEnrolled);

    public static Query<GradeYear> Before(DateOnly today, int schoolKey) => new("""
        SELECT m.school_key AS SchoolKey, m.school_year AS SchoolYear, m.grade AS GradeCode, COUNT(DISTINCT m.student_key) AS Students,
               CAST(SUM(m.enrolled_days) AS DECIMAL(18, 4)) AS DaysEnrolled, CAST(SUM(m.absent_days) AS DECIMAL(18, 4)) AS DaysAbsent
        FROM   seen.attendance_month m
        WHERE  m.school_key = @schoolKey AND m.enrolled_days > 0
               AND (CASE WHEN m.month >= 7 THEN m.month - 7 ELSE m.month + 5 END) < @place
        GROUP  BY m.school_key, m.school_year, m.grade
        """, new { schoolKey, place = new Month(today.Month).Position });
}
