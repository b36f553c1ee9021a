using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>A semester, trimester or quarter of a school year: from which day to which.</summary>
public sealed record TermSpan
{
    /// <summary>semester, term, gradingPeriod and the like, as the source says it.</summary>
    public string? Kind { get; init; }
    public required DateOnly FirstDay { get; init; }

    /// <summary>The last day, that day included.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>Those at whose end marks are given, the longest first.</summary>
    static readonly string[] KindsWithMarks = ["semester", "trimester", "term", "gradingPeriod"];

    /// <summary>The longest part of a year that runs on a day and ends with marks; null between terms.</summary>
    public static TermSpan? Running(IEnumerable<TermSpan> terms, DateOnly day)
    {
        TermSpan[] running = [.. terms.Where(t => t.FirstDay <= day && t.LastDay >= day)];
        return KindsWithMarks.Select(kind => running.FirstOrDefault(t => string.Equals(t.Kind, kind, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(t => t is not null);
    }

    /// <summary>The parts of a year, the year itself left out.</summary>
    public static Query<TermSpan> In(SchoolYear year) => new("""
        SELECT s.kind AS Kind, s.first_day AS FirstDay, s.last_day AS LastDay
        FROM   seen.session s
        WHERE  s.school_year = @year AND s.first_day IS NOT NULL AND s.last_day IS NOT NULL AND s.kind <> 'schoolYear'
        GROUP  BY s.kind, s.first_day, s.last_day
        """, new { year = year.Ends });
}
