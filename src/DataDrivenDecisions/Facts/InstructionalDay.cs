using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>A day of instruction by the calendars of the schools.</summary>
public sealed record InstructionalDay
{
    public DateOnly? Day { get; init; }

    /// <summary>The day that was the first school's so manieth of a year; null where no calendar reaches that far. One row.</summary>
    public static Query<InstructionalDay> Nth(SchoolYear year, int number) => new("""
        SELECT MIN(x.school_date) AS Day
        FROM  (SELECT d.school_key, d.school_date, ROW_NUMBER() OVER (PARTITION BY d.school_key ORDER BY d.school_date) AS place
               FROM   seen.school_day d
               WHERE  d.school_year = @year AND d.is_instructional = 1
               GROUP  BY d.school_key, d.school_date) x
        WHERE  x.place = @number
        """, new { year = year.Ends, number });
}
