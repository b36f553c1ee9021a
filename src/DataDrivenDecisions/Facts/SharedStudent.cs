using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>A student with days at two schools in one month who may have been at both on one day: such a day counts once, so months of schools cannot be added.</summary>
public sealed record SharedStudent
{
    public required int StudentKey { get; init; }

    /// <summary>Those of the year's months that were over before a day, which is the first of a month.</summary>
    public static Query<SharedStudent> Before(SchoolYear year, DateOnly firstOfMonth) => Between(year.FirstDay, firstOfMonth);

    /// <summary>Those of all months from a day on that were over before another; both are the first of a month.</summary>
    public static Query<SharedStudent> Between(DateOnly first, DateOnly firstOfMonth) => new("""
        WITH twice AS (
            SELECT DISTINCT m.student_key
            FROM   seen.attendance_month m
            WHERE  m.first_date >= @first AND m.first_date < @firstOfMonth
            GROUP  BY m.student_key, YEAR(m.first_date), m.month
            HAVING COUNT(DISTINCT m.school_key) > 1),
        stay AS (
            SELECT e.student_key, e.school_key, e.entry_date AS first_day, COALESCE(e.exit_date, @firstOfMonth) AS last_day
            FROM   seen.enrollment e JOIN twice t ON t.student_key = e.student_key
            UNION ALL
            SELECT a.student_key, a.school_key, a.school_date, a.school_date
            FROM   seen.attendance_event a JOIN twice t ON t.student_key = a.student_key
            WHERE  a.school_date >= @first AND a.school_date < @firstOfMonth)
        SELECT DISTINCT s.student_key AS StudentKey
        FROM   stay s JOIN stay o ON o.student_key = s.student_key AND o.school_key > s.school_key AND o.first_day <= s.last_day AND s.first_day <= o.last_day
        """, new { first, firstOfMonth });
}
