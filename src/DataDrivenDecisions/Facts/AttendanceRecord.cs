namespace DataDrivenDecisions.Facts;

/// <summary>One row of attendance of one student as its source sent it, with file and line.</summary>
public sealed record AttendanceRecord
{
    public required DateOnly Day { get; init; }
    public required int SchoolKey { get; init; }
    public string? Period { get; init; }
    public string? SectionId { get; init; }

    /// <summary>The source's own code.</summary>
    public string? Code { get; init; }

    /// <summary>present, absent, tardy, partial or unknown.</summary>
    public required string Status { get; init; }

    /// <summary>0 to 1, of the day or the period.</summary>
    public required decimal PortionAbsent { get; init; }

    public required int IsExcused { get; init; }
    public required int IsSuspension { get; init; }
    public long? LoadNumber { get; init; }
    public string? FileName { get; init; }
    public long? Line { get; init; }

    public RowSource? Source => RowSource.Of(LoadNumber, FileName, Line);

    /// <summary>One student's rows between two days, both included, by the warehouse's key.</summary>
    public static Query<AttendanceRecord> Of(int studentKey, DateOnly first, DateOnly last) => new("""
        SELECT a.school_date AS Day, a.school_key AS SchoolKey, a.period AS Period, a.section_id AS SectionId, a.code AS Code, a.status AS Status,
               a.portion_absent AS PortionAbsent, a.is_excused AS IsExcused, a.is_suspension AS IsSuspension, a."load" AS LoadNumber, a."file" AS FileName, a.line AS Line
        FROM   seen.attendance_event a
        WHERE  a.student_key = @studentKey AND a.school_date >= @first AND a.school_date <= @last
        """, new { studentKey, first, last });
}
