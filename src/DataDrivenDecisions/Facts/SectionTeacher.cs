namespace DataDrivenDecisions.Facts;

/// <summary>Who teaches a section now.</summary>
public sealed record SectionTeacher
{
    public required int SectionKey { get; init; }
    public string? SectionId { get; init; }
    public required string StaffId { get; init; }
    public string? StaffName { get; init; }
    public short IsPrimary { get; init; }

    const string Text = """
        SELECT f.section_key AS SectionKey, f.section_id AS SectionId, f.staff_id AS StaffId, f.staff_name AS StaffName, f.is_primary AS IsPrimary
        FROM   seen.section_staff f
        WHERE  f.is_current = 1
        """;

    public static Query<SectionTeacher> Of(int sectionKey) => new(Text + " AND f.section_key = @sectionKey", new { sectionKey });

    /// <summary>Everyone who teaches a student now, section by section.</summary>
    public static Query<SectionTeacher> Teaching(int studentKey) => new(
        Text + " AND EXISTS (SELECT 1 FROM seen.section_enrollment e WHERE e.section_key = f.section_key AND e.student_key = @studentKey AND e.is_current = 1)",
        new { studentKey });
}
