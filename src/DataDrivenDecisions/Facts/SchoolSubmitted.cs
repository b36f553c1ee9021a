namespace DataDrivenDecisions.Facts;

/// <summary>The last school day that a school has handed in its attendance for.</summary>
public sealed record SchoolSubmitted
{
    public required int SchoolKey { get; init; }
    public string? SchoolName { get; init; }
    public DateOnly? Through { get; init; }

    public static Query<SchoolSubmitted> In(int schoolYear, DateOnly today) => new("""
        SELECT d.school_key AS SchoolKey, d.school_name AS SchoolName,
               MAX(CASE WHEN d.is_submitted = 1 THEN d.school_date ELSE NULL END) AS Through
        FROM   seen.school_day d
        WHERE  d.school_year = @schoolYear AND d.school_date <= @today AND d.is_instructional = 1
        GROUP  BY d.school_key, d.school_name
        """, new { schoolYear, today });
}
