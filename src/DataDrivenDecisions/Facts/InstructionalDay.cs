using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>A day of instruction at one school, by its calendar.</summary>
public sealed record InstructionalDay
{
    public required int SchoolKey { get; init; }
    public required DateOnly Day { get; init; }

    public static Query<InstructionalDay> In(SchoolYear year) => new("""
        SELECT d.school_key AS SchoolKey, d.school_date AS Day
        FROM   seen.school_day d
        WHERE  d.school_year = @year AND d.is_instructional = 1
        GROUP  BY d.school_key, d.school_date
        """, new { year = year.Ends });

    /// <summary>The day on which the first school had so many days of instruction behind it; null where no calendar reaches that far.</summary>
    public static DateOnly? Nth(IEnumerable<InstructionalDay> days, int number) =>
        days.GroupBy(d => d.SchoolKey).Select(school => school.Select(d => d.Day).Order().Skip(number - 1).Select(d => (DateOnly?)d).FirstOrDefault()).Min();
}
