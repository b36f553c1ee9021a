using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>
/// School days in a row on which a student missed half the day or more at one school. Days that the school has not submitted stand between nothing; a day of which the code is not mapped ends the run,
/// and so does a change of school.
/// </summary>
public sealed record AbsenceRun
{
    public required int StudentKey { get; init; }
    public required int SchoolKey { get; init; }

    /// <summary>School days, two or more: one day is no run.</summary>
    public required long Days { get; init; }
    public required DateOnly First { get; init; }
    public required DateOnly Last { get; init; }

    /// <summary>1 when the run reaches the newest day that the school has submitted, so that it may be going on.</summary>
    public required int IsCurrent { get; init; }

    /// <summary>Everyone's runs between two days, both included.</summary>
    public static Query<AbsenceRun> Between(DateOnly first, DateOnly last) => new(Text(""), new { first, last });

    /// <summary>The same of one student, by the warehouse's key.</summary>
    public static Query<AbsenceRun> Of(int studentKey, DateOnly first, DateOnly last) => new(Text(" AND a.student_key = @studentKey"), new { studentKey, first, last });

    // Days of a run have places one after another among the school's days, so that place less rank is the same for all of them. Only schools that somebody missed are ranked:
    // where a part of the students is asked for, there may be thousands of others.
    static string Text(string only) => $"""
        WITH gone AS (
            SELECT a.student_key, a.school_key, a.school_date
            FROM   seen.missed_day a
            WHERE  a.school_date >= @first AND a.school_date <= @last{only}),
        held AS (
            SELECT d.school_key, d.school_date, ROW_NUMBER() OVER (PARTITION BY d.school_key ORDER BY d.school_date) AS place
            FROM   seen.school_day d
            WHERE  d.is_instructional = 1 AND d.is_submitted = 1 AND d.school_date >= @first AND d.school_date <= @last
              AND  d.school_key IN (SELECT g.school_key FROM gone g)),
        newest AS (
            SELECT h.school_key, MAX(h.place) AS place FROM held h GROUP BY h.school_key),
        missed AS (
            SELECT a.student_key, a.school_key, a.school_date, h.place,
                   h.place - ROW_NUMBER() OVER (PARTITION BY a.student_key, a.school_key ORDER BY a.school_date) AS run
            FROM   gone a
                   JOIN held h ON h.school_key = a.school_key AND h.school_date = a.school_date)
        SELECT m.student_key AS StudentKey, m.school_key AS SchoolKey, COUNT(*) AS Days, MIN(m.school_date) AS First, MAX(m.school_date) AS Last,
               MAX(CASE WHEN m.place = n.place THEN 1 ELSE 0 END) AS IsCurrent
        FROM   missed m
               JOIN newest n ON n.school_key = m.school_key
        GROUP  BY m.student_key, m.school_key, m.run
        HAVING COUNT(*) > 1
        """;
}
