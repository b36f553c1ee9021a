using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One enrollment of one school year, beside what the roster says of the same student: what a count of students is made of.</summary>
public sealed record RosterSpell
{
    public required int StudentKey { get; init; }
    public required string StudentId { get; init; }
    public string? StudentNumber { get; init; }
    public required int SchoolKey { get; init; }
    public required string SchoolId { get; init; }
    public string? SchoolName { get; init; }

    /// <summary>The year in which the school year ends.</summary>
    public required int SchoolYear { get; init; }

    /// <summary>CEDS code of the enrollment; null when no source says it.</summary>
    public string? GradeCode { get; init; }

    /// <summary>CEDS code by the roster; null when it gives none.</summary>
    public string? RosterGradeCode { get; init; }
    public required DateOnly EntryDate { get; init; }

    /// <summary>The last day enrolled, or null while it is open.</summary>
    public DateOnly? ExitDate { get; init; }

    /// <summary>1 when the dates come from classes or attendance and not from an enrollment file.</summary>
    public short IsDerived { get; init; }

    /// <summary>1 when the student is only mentioned and waits for a roster.</summary>
    public short IsPlaceholder { get; init; }

    /// <summary>1 while the newest roster names the student.</summary>
    public short IsNamed { get; init; }

    /// <summary>The grade in which the student is counted: the enrollment's, else the roster's.</summary>
    public string? Grade => GradeCode ?? RosterGradeCode;

    /// <summary>True when the student counts on a day: both the first and the last day are days enrolled.</summary>
    public bool CountsOn(DateOnly day) => IsNamed == 1 && EntryDate <= day && day <= (ExitDate ?? new SchoolYear(SchoolYear).LastDay);

    /// <summary>Every enrollment of a year.</summary>
    public static Query<RosterSpell> In(SchoolYear year) => new("""
        SELECT e.student_key AS StudentKey, e.student_id AS StudentId, s.student_number AS StudentNumber, e.school_key AS SchoolKey, e.school_id AS SchoolId,
               e.school_name AS SchoolName, e.school_year AS SchoolYear, e.grade AS GradeCode, r.grade AS RosterGradeCode, e.entry_date AS EntryDate,
               e.exit_date AS ExitDate, e.is_derived AS IsDerived, s.is_placeholder AS IsPlaceholder, r.is_named AS IsNamed
        FROM   seen.enrollment e
               JOIN seen.student s ON s.student_key = e.student_key
               JOIN seen.roster r ON r.student_key = e.student_key
        WHERE  e.school_year = @year
        """, new { year = year.Ends });
}
