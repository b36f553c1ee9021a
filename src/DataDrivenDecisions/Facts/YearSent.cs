using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>Whether any school has sent marks, or incidents, for anyone in a year up to a day. Where none has, nothing is known of it; where some have, a student without any has none.</summary>
public sealed record YearSent
{
    public required int Marks { get; init; }
    public required int Incidents { get; init; }

    /// <summary>The same of incidents in any year.</summary>
    public required int IncidentsEver { get; init; }

    /// <summary>One row of 1 and 0.</summary>
    public static Query<YearSent> Of(SchoolYear year, DateOnly asOf) => new("""
        SELECT CASE WHEN EXISTS (SELECT 1 FROM seen.mark m WHERE m.school_year = @year AND COALESCE(m.posted_date, m.load_date) <= @asOf) THEN 1 ELSE 0 END AS Marks,
               CASE WHEN EXISTS (SELECT 1 FROM seen.incident i WHERE i.school_year = @year AND i.incident_date <= @asOf) THEN 1 ELSE 0 END AS Incidents,
               CASE WHEN EXISTS (SELECT 1 FROM seen.incident i WHERE i.incident_date <= @asOf) THEN 1 ELSE 0 END AS IncidentsEver
        """, new { year = year.Ends, asOf });
}
