using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>How many students were suspended at a school in a year, counted up to the same place in each year.</summary>
public sealed record SuspendedCount
{
    public int? SchoolKey { get; init; }
    public required int SchoolYear { get; init; }
    public required long StudentCount { get; init; }

    public static Query<SuspendedCount> Through(DateOnly today) => new("""
        SELECT i.school_key AS SchoolKey, i.school_year AS SchoolYear, COUNT(DISTINCT i.student_key) AS StudentCount
        FROM   seen.incident i
        WHERE  i.is_suspension = 1
               AND 100 * (CASE WHEN MONTH(i.incident_date) >= 7 THEN MONTH(i.incident_date) - 7 ELSE MONTH(i.incident_date) + 5 END) + DAY(i.incident_date) <= @place
        GROUP  BY i.school_key, i.school_year
        """, new { place = 100 * new Month(today.Month).Position + today.Day });
}
