namespace DataDrivenDecisions.Facts;

/// <summary>One section that meets now, with its school and how many of its students the viewer may see.</summary>
public sealed record SeenSection
{
    public required int SectionKey { get; init; }
    public required string SectionId { get; init; }
    public string? SectionName { get; init; }
    public string? CourseName { get; init; }
    public string? Subject { get; init; }
    public int? SchoolKey { get; init; }
    public string? SchoolId { get; init; }
    public string? SchoolName { get; init; }
    public required long StudentCount { get; init; }

    public string Name => !string.IsNullOrWhiteSpace(SectionName) ? SectionName
        : !string.IsNullOrWhiteSpace(CourseName) ? CourseName : $"Section {SectionId}";

    const string Text = """
        SELECT c.section_key AS SectionKey, c.section_id AS SectionId, c.section_name AS SectionName, c.course_name AS CourseName,
               c.subject AS Subject, c.school_key AS SchoolKey, c.school_id AS SchoolId, c.school_name AS SchoolName,
               COUNT(DISTINCT e.student_key) AS StudentCount
        FROM   seen.section c
        JOIN   seen.section_enrollment e ON e.section_key = c.section_key AND e.is_current = 1
        """;

    const string Groups = " GROUP BY c.section_key, c.section_id, c.section_name, c.course_name, c.subject, c.school_key, c.school_id, c.school_name";

    /// <summary>Every current section in which the viewer may see someone.</summary>
    public static Query<SeenSection> All { get; } = new(Text + Groups);

    /// <summary>The current sections of one school.</summary>
    public static Query<SeenSection> In(int schoolKey) => new(Text + " WHERE c.school_key = @schoolKey" + Groups, new { schoolKey });

    /// <summary>One section; no row when nobody in it may be seen.</summary>
    public static Query<SeenSection> Of(int sectionKey) => new(Text + " WHERE c.section_key = @sectionKey" + Groups, new { sectionKey });

    /// <summary>The sections that a member of staff teaches now.</summary>
    public static Query<SeenSection> TaughtBy(string staffId) => new(
        Text + " WHERE EXISTS (SELECT 1 FROM seen.section_staff f WHERE f.section_key = c.section_key AND f.staff_id = @staffId AND f.is_current = 1)" + Groups,
        new { staffId });

    /// <summary>The sections that a student is in now.</summary>
    public static Query<SeenSection> With(int studentKey) => new(Text + " AND e.student_key = @studentKey" + Groups, new { studentKey });
}
