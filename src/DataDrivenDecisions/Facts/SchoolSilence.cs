using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>For how many school days a school has handed in no attendance.</summary>
public sealed record SchoolSilence
{
    public required int SchoolKey { get; init; }
    public string? SchoolName { get; init; }

    /// <summary>The last day that was handed in; null where none was.</summary>
    public DateOnly? Through { get; init; }

    /// <summary>School days since then, up to the day that is asked about.</summary>
    public required long SilentDays { get; init; }

    public static Query<SchoolSilence> On(SchoolYear year, DateOnly day) => new("""
        WITH through AS (
            SELECT d.school_key, MAX(CASE WHEN d.is_submitted = 1 THEN d.school_date ELSE NULL END) AS last_day
            FROM   seen.school_day d
            WHERE  d.school_year = @year AND d.school_date <= @day AND d.is_instructional = 1
            GROUP  BY d.school_key)
        SELECT d.school_key AS SchoolKey, MAX(d.school_name) AS SchoolName, MAX(t.last_day) AS Through,
               CAST(SUM(CASE WHEN t.last_day IS NULL OR d.school_date > t.last_day THEN 1 ELSE 0 END) AS BIGINT) AS SilentDays
        FROM   seen.school_day d JOIN through t ON t.school_key = d.school_key
        WHERE  d.school_year = @year AND d.school_date <= @day AND d.is_instructional = 1
        GROUP  BY d.school_key
        """, new { year = year.Ends, day });
}
