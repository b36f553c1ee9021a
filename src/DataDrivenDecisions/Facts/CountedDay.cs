namespace DataDrivenDecisions.Facts;

/// <summary>One instructional day of one student at one school, as it counts, with the row of the school's calendar that makes it a school day.</summary>
public sealed record CountedDay
{
    public required DateOnly Day { get; init; }
    public required int SchoolKey { get; init; }
    public string? SchoolName { get; init; }

    /// <summary>present, absent, tardy, partial, not_submitted or no_data.</summary>
    public required string Status { get; init; }

    /// <summary>0 or 1; 0 on a day that the school has not submitted.</summary>
    public required decimal EnrolledDays { get; init; }

    /// <summary>0 or 1.</summary>
    public required decimal AbsentDays { get; init; }

    public required decimal ExcusedDays { get; init; }
    public long? LoadNumber { get; init; }
    public string? FileName { get; init; }
    public long? Line { get; init; }

    /// <summary>The calendar's row, or null where the school has sent no calendar.</summary>
    public RowSource? Source => RowSource.Of(LoadNumber, FileName, Line);

    /// <summary>One student's days between two days, both included, by the warehouse's key. A day at two schools has two rows.</summary>
    public static Query<CountedDay> Of(int studentKey, DateOnly first, DateOnly last) => new("""
        SELECT a.school_date AS Day, a.school_key AS SchoolKey, a.school_name AS SchoolName, a.status AS Status, a.enrolled_days AS EnrolledDays,
               a.absent_days AS AbsentDays, a.excused_days AS ExcusedDays, d."load" AS LoadNumber, d."file" AS FileName, d.line AS Line
        FROM   seen.attendance a
               LEFT JOIN seen.school_day d ON d.school_key = a.school_key AND d.school_date = a.school_date
        WHERE  a.student_key = @studentKey AND a.school_date >= @first AND a.school_date <= @last
        """, new { studentKey, first, last });
}
