using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One section that one student sat in on a day.</summary>
public sealed record CourseTaken
{
    public required int StudentKey { get; init; }
    public required int SectionKey { get; init; }

    /// <summary>The course as its school calls it.</summary>
    public string? Course { get; init; }

    /// <summary>1 for English, mathematics, science and social studies.</summary>
    public int IsCore { get; init; }

    /// <summary>Everyone's sections of a year on a day. One row per student and section.</summary>
    public static Query<CourseTaken> On(SchoolYear year, DateOnly day) => new("""
        SELECT e.student_key AS StudentKey, e.section_key AS SectionKey, MAX(x.course_name) AS Course, MAX(COALESCE(x.is_core, 0)) AS IsCore
        FROM   seen.section_enrollment e
               JOIN seen.section x ON x.section_key = e.section_key
        WHERE  e.school_year = @year AND (e.begin_date IS NULL OR e.begin_date <= @day) AND (e.end_date IS NULL OR e.end_date >= @day)
               AND (x.first_day IS NULL OR x.first_day <= @day) AND (x.last_day IS NULL OR x.last_day >= @day)
        GROUP  BY e.student_key, e.section_key
        """, new { year = year.Ends, day });
}
