using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One student's attendance between two days, followed over all schools of the district; a day at two schools counts once.</summary>
public sealed record StudentAttendance
{
    public int StudentKey { get; init; }

    /// <summary>Instructional days enrolled for which attendance is known.</summary>
    public required long DaysEnrolled { get; init; }

    /// <summary>Days on which half the day or more was missed, for whatever reason (EDFacts FS195).</summary>
    public required long DaysAbsent { get; init; }

    /// <summary>Days missed as the warehouse counts each day, beside which <see cref="DaysExcused"/> stands.</summary>
    public decimal DaysMissed { get; init; }

    public decimal DaysExcused { get; init; }
    public decimal DaysSuspended { get; init; }
    public long DaysTardy { get; init; }

    /// <summary>Days absent of days enrolled, as chronic absence counts them.</summary>
    public Rate Absence => Rate.Of(DaysAbsent, DaysEnrolled);

    /// <summary>Days present of days enrolled.</summary>
    public Rate Attendance => Absence.Complement;

    /// <summary>Attendance of the days from <paramref name="first"/> to <paramref name="last"/>, both included. One row per student.</summary>
    public static Query<StudentAttendance> Between(DateOnly first, DateOnly last) => new(Text(""), new { first, last });

    /// <summary>The same of one student, by the warehouse's key.</summary>
    public static Query<StudentAttendance> Of(int studentKey, DateOnly first, DateOnly last) => new(Text(" AND a.student_key = @studentKey"), new { studentKey, first, last });

    static string Text(string only) => $"""
        WITH day AS (
            SELECT a.student_key, a.school_date,
                   MAX(a.enrolled_days) AS enrolled,
                   MIN(CASE WHEN a.enrolled_days = 1 THEN a.absent_days END) AS missed,
                   MIN(CASE WHEN a.enrolled_days = 1 THEN a.excused_days END) AS excused,
                   MAX(a.suspended_days) AS suspended,
                   MAX(CASE WHEN a.status = 'tardy' THEN 1 ELSE 0 END) AS tardy
            FROM   seen.attendance a
            WHERE  a.school_date >= @first AND a.school_date <= @last{only}
            GROUP  BY a.student_key, a.school_date)
        SELECT d.student_key AS StudentKey,
               CAST(SUM(CAST(d.enrolled AS BIGINT)) AS BIGINT) AS DaysEnrolled,
               CAST(SUM(CAST(CASE WHEN d.missed >= 0.5 THEN 1 ELSE 0 END AS BIGINT)) AS BIGINT) AS DaysAbsent,
               CAST(SUM(COALESCE(d.missed, 0)) AS DECIMAL(18, 4)) AS DaysMissed,
               CAST(SUM(COALESCE(d.excused, 0)) AS DECIMAL(18, 4)) AS DaysExcused,
               CAST(SUM(COALESCE(d.suspended, 0)) AS DECIMAL(18, 4)) AS DaysSuspended,
               CAST(SUM(CAST(d.tardy AS BIGINT)) AS BIGINT) AS DaysTardy
        FROM   day d
        GROUP  BY d.student_key
        """;
}
