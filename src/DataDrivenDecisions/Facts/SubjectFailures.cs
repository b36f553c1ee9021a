using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>How many students have an F in one subject in one term, of all who have a mark in it.</summary>
public sealed record SubjectFailures
{
    /// <summary>Below this a percentage without a letter counts as an F (the usual table of 90, 80, 70, 60).</summary>
    const decimal PassingPoints = 60;

    public required string Subject { get; init; }
    public required string Term { get; init; }

    /// <summary>The newest day on which one of the marks was posted.</summary>
    public required DateOnly Posted { get; init; }

    public required GroupSize Students { get; init; }

    /// <summary>Students with at least one F in the subject.</summary>
    public required long Failing { get; init; }

    public Rate Share => Rate.Of(Failing, Students.Students);

    /// <summary>Every subject and term of the year, over marks known on a day; one school, or all for null.</summary>
    public static Query<SubjectFailures> In(SchoolYear year, DateOnly asOf, int? schoolKey = null) => new("""
        SELECT m.subject AS Subject, m.term AS Term, MAX(COALESCE(m.posted_date, m.load_date)) AS Posted,
               COUNT(DISTINCT m.student_key) AS Students,
               COUNT(DISTINCT CASE WHEN m.letter_mark IN ('F', 'F+', 'F-') OR (m.letter_mark IS NULL AND m.percent_points < @passing)
                                   THEN m.student_key END) AS Failing
        FROM   seen.mark m
        WHERE  m.school_year = @year AND m.subject IS NOT NULL AND COALESCE(m.posted_date, m.load_date) <= @asOf
               AND (m.letter_mark IS NOT NULL OR m.percent_points IS NOT NULL)
               AND (@schoolKey IS NULL OR m.school_key = @schoolKey)
        GROUP  BY m.subject, m.term
        """, new { year = year.Ends, asOf, passing = PassingPoints, schoolKey });
}
