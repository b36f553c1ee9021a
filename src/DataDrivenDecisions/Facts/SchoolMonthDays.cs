namespace DataDrivenDecisions.Facts;

/// <summary>One school's student-days of one month, of all years: what the rest of a school year is forecast from.</summary>
public sealed record SchoolMonthDays
{
    public required int SchoolKey { get; init; }
    public string? SchoolName { get; init; }
    public required int SchoolYear { get; init; }

    /// <summary>1 to 12, as in a calendar.</summary>
    public required int Month { get; init; }
    public required long DaysEnrolled { get; init; }
    public required long DaysAbsent { get; init; }

    public static Query<SchoolMonthDays> All { get; } = new("""
        SELECT a.school_key AS SchoolKey, a.school_name AS SchoolName, a.school_year AS SchoolYear, a.month AS "Month",
               CAST(SUM(CAST(a.enrolled_days AS BIGINT)) AS BIGINT) AS DaysEnrolled, CAST(SUM(CAST(a.absent_days AS BIGINT)) AS BIGINT) AS DaysAbsent
        FROM   seen.attendance_month a
        GROUP  BY a.school_key, a.school_name, a.school_year, a.month
        """);
}
