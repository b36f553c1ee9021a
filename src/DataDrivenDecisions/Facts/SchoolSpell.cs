using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One stretch of time that a student was enrolled at a school, for whoever must know her school and grade on a day.</summary>
public sealed record SchoolSpell
{
    public required int StudentKey { get; init; }
    public required int SchoolKey { get; init; }
    public string? GradeCode { get; init; }
    public required DateOnly EntryDate { get; init; }

    /// <summary>The last day enrolled, or null while it is open.</summary>
    public DateOnly? ExitDate { get; init; }

    /// <summary>Every stretch of the school years from one to another, both included.</summary>
    public static Query<SchoolSpell> Between(SchoolYear first, SchoolYear last) => new("""
        SELECT e.student_key AS StudentKey, e.school_key AS SchoolKey, e.grade AS GradeCode, e.entry_date AS EntryDate, e.exit_date AS ExitDate
        FROM   seen.enrollment e
        WHERE  e.school_year >= @first AND e.school_year <= @last AND e.entry_date IS NOT NULL
        """, new { first = first.Ends, last = last.Ends });

    public bool Covers(DateOnly day) => EntryDate <= day && (ExitDate is not { } exit || exit >= day);
}
