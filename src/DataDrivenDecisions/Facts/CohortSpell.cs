namespace DataDrivenDecisions.Facts;

/// <summary>One stretch of time that a student was enrolled in grades 9 to 12, for the cohort that she is to graduate with.</summary>
public sealed record CohortSpell
{
    public required int StudentKey { get; init; }
    public required int SchoolYear { get; init; }

    /// <summary>09, 10, 11 or 12.</summary>
    public required string Grade { get; init; }
    public required DateOnly EntryDate { get; init; }

    /// <summary>The last day enrolled, or null while it is open.</summary>
    public DateOnly? ExitDate { get; init; }
    public string? ExitReason { get; init; }

    /// <summary>All that had begun by a day, of all years.</summary>
    public static Query<CohortSpell> Until(DateOnly asOf) => new("""
        SELECT e.student_key AS StudentKey, e.school_year AS SchoolYear, e.grade AS Grade, e.entry_date AS EntryDate, e.exit_date AS ExitDate, e.exit_reason AS ExitReason
        FROM   seen.enrollment e
        WHERE  e.grade IN ('09', '10', '11', '12') AND e.entry_date IS NOT NULL AND e.entry_date <= @asOf
        """, new { asOf });
}
