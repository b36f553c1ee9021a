using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>How many school days a school's calendar still holds this school year.</summary>
public sealed record DaysAhead
{
    public required int SchoolKey { get; init; }
    public required long Days { get; init; }

    /// <summary>The instructional days after a day, by school; a school without a calendar for the rest of the year has no row.</summary>
    public static Query<DaysAhead> After(SchoolYear year, DateOnly asOf) => new("""
        SELECT d.school_key AS SchoolKey, COUNT(*) AS Days
        FROM   seen.school_day d
        WHERE  d.school_year = @year AND d.is_instructional = 1 AND d.school_date > @asOf
        GROUP  BY d.school_key
        """, new { year = year.Ends, asOf });
}
