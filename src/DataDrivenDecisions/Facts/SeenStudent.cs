using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One student whom the viewer may see, as the roster names her now.</summary>
public sealed record SeenStudent
{
    public required int StudentKey { get; init; }
    public required string StudentId { get; init; }
    public string? StudentNumber { get; init; }
    public string? GivenName { get; init; }
    public string? FamilyName { get; init; }
    public string? PreferredName { get; init; }

    /// <summary>The CEDS code of the grade level, or null when no source says it.</summary>
    public string? GradeCode { get; init; }
    public int? SchoolKey { get; init; }
    public string? SchoolId { get; init; }
    public string? SchoolName { get; init; }
    public DateOnly? EntryDate { get; init; }
    public DateOnly? ExitDate { get; init; }
    public short IsEnrolled { get; init; }
    public short IsPlaceholder { get; init; }

    /// <summary>The name that people use: preferred or given name and family name; the id where no roster has named her yet.</summary>
    public string Name
    {
        get
        {
            var first = string.IsNullOrWhiteSpace(PreferredName) ? GivenName : PreferredName;
            var name = $"{first} {FamilyName}".Trim();
            return name.Length > 0 ? name : $"Student {StudentId}";
        }
    }

    /// <summary>The name that lists sort by: family name, then the first name.</summary>
    public string SortName => $"{FamilyName}\u0001{PreferredName ?? GivenName}\u0001{StudentId}";

    public GradeLevel? Grade => GradeLevel.TryParse(GradeCode, out var grade) ? grade : null;

    const string Columns = """
        SELECT s.student_key AS StudentKey, s.student_id AS StudentId, s.student_number AS StudentNumber,
               s.given_name AS GivenName, s.family_name AS FamilyName, s.preferred_name AS PreferredName, s.grade AS GradeCode,
               s.school_key AS SchoolKey, s.school_id AS SchoolId, s.school_name AS SchoolName,
               s.entry_date AS EntryDate, s.exit_date AS ExitDate, s.is_enrolled AS IsEnrolled, s.is_placeholder AS IsPlaceholder
        FROM   seen.student s
        """;

    /// <summary>Everyone whom the viewer may see.</summary>
    public static Query<SeenStudent> All { get; } = new(Columns);

    /// <summary>One student by the warehouse's key; no row when the viewer may not see her.</summary>
    public static Query<SeenStudent> Of(int studentKey) => new(Columns + " WHERE s.student_key = @studentKey", new { studentKey });

    /// <summary>The students who are in one section today.</summary>
    public static Query<SeenStudent> In(int sectionKey) => new(
        Columns + " WHERE EXISTS (SELECT 1 FROM seen.section_enrollment e WHERE e.student_key = s.student_key AND e.section_key = @sectionKey AND e.is_current = 1)",
        new { sectionKey });

    /// <summary>Those of the source's ids whom the viewer may see, and perhaps a few more whose ids are parts of them: compare the ids.</summary>
    public static Query<SeenStudent> Among(IEnumerable<string> ids) => new(Columns + " WHERE @ids LIKE CONCAT('%|', s.student_id, '|%')", new { ids = $"|{string.Join('|', ids)}|" });

    /// <summary>The student that people name by an id: the source's own or the district's number. No row when the viewer may not see such a student.</summary>
    public static Query<SeenStudent> Called(string id) => new(Columns + " WHERE s.student_id = @id OR s.student_number = @id", new { id });
}
