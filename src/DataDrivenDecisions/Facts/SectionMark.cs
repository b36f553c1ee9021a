using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One mark of one student in one section, named as its source names them.</summary>
public sealed record SectionMark
{
    public required string StudentId { get; init; }
    public string? SchoolId { get; init; }
    public required string SectionId { get; init; }

    /// <summary>Since when the student is in the section, or null where no source says.</summary>
    public DateOnly? InSectionSince { get; init; }

    /// <summary>The grading period, as the source names it.</summary>
    public required string Term { get; init; }

    /// <summary>quarter, semester or final.</summary>
    public required string MarkType { get; init; }

    public string? Mark { get; init; }

    /// <summary>0 to 100 and over, or null where the source gives none.</summary>
    public decimal? PercentPoints { get; init; }

    /// <summary>One student's marks of one year at one school, by the source's ids. One row per section, term and mark type.</summary>
    public static Query<SectionMark> Of(string studentId, string schoolId, SchoolYear year) => new("""
        SELECT m.student_id AS StudentId, m.school_id AS SchoolId, m.section_id AS SectionId, m.term AS Term, m.mark_type AS MarkType, m.letter_mark AS Mark,
               m.percent_points AS PercentPoints,
               (SELECT MIN(e.begin_date) FROM seen.section_enrollment e WHERE e.student_key = m.student_key AND e.section_key = m.section_key) AS InSectionSince
        FROM   seen.mark m
        WHERE  m.student_id = @studentId AND m.school_id = @schoolId AND m.school_year = @year
        """, new { studentId, schoolId, year = year.Ends });
}
