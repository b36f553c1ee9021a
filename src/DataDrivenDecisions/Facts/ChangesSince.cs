namespace DataDrivenDecisions.Facts;

/// <summary>How much of one kind happened after a day, over the students that the viewer may see.</summary>
public sealed record ChangesSince
{
    /// <summary>absent, marks, incidents, entered or left.</summary>
    public required string Kind { get; init; }
    public required long RowCount { get; init; }
    public required long StudentCount { get; init; }

    /// <summary>Everything after <paramref name="before"/> up to and with <paramref name="today"/>.</summary>
    public static Query<ChangesSince> After(DateOnly before, DateOnly today) => new("""
        SELECT 'absent' AS Kind, COUNT(*) AS "RowCount", COUNT(DISTINCT a.student_key) AS StudentCount
        FROM   seen.attendance_event a WHERE a.school_date > @before AND a.school_date <= @today AND a.portion_absent > 0
        UNION ALL
        SELECT 'marks', COUNT(*), COUNT(DISTINCT m.student_key)
        FROM   seen.mark m WHERE m.posted_date > @before AND m.posted_date <= @today
        UNION ALL
        SELECT 'incidents', COUNT(DISTINCT i.incident_id), COUNT(DISTINCT i.student_key)
        FROM   seen.incident i WHERE i.incident_date > @before AND i.incident_date <= @today
        UNION ALL
        SELECT 'entered', COUNT(*), COUNT(DISTINCT e.student_key)
        FROM   seen.enrollment e WHERE e.entry_date > @before AND e.entry_date <= @today
        UNION ALL
        SELECT 'left', COUNT(*), COUNT(DISTINCT e.student_key)
        FROM   seen.enrollment e WHERE e.exit_date >= @before AND e.exit_date < @today
        """, new { before, today });
}
