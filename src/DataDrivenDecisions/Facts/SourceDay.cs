namespace DataDrivenDecisions.Facts;

/// <summary>How far one kind of record reaches, over the students that the viewer may see.</summary>
public sealed record SourceDay
{
    /// <summary>attendance, marks, assessments, incidents or devices.</summary>
    public required string Kind { get; init; }
    public DateOnly? Newest { get; init; }
    public required long RowCount { get; init; }

    public static Query<SourceDay> In(int schoolYear) => new("""
        SELECT 'attendance' AS Kind, MAX(a.school_date) AS Newest, COUNT(*) AS "RowCount"
        FROM   seen.attendance_event a WHERE a.school_year = @schoolYear
        UNION ALL
        SELECT 'marks', MAX(m.posted_date), COUNT(*) FROM seen.mark m WHERE m.school_year = @schoolYear
        UNION ALL
        SELECT 'assessments', MAX(t.test_date), COUNT(*) FROM seen.assessment t WHERE t.school_year = @schoolYear
        UNION ALL
        SELECT 'incidents', MAX(i.incident_date), COUNT(*) FROM seen.incident i WHERE i.school_year = @schoolYear
        UNION ALL
        SELECT 'devices', MAX(d.survey_date), COUNT(*) FROM seen.device_access d WHERE d.school_year = @schoolYear
        """, new { schoolYear });
}
