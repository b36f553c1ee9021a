using System.Globalization;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Pulling;
using DataDrivenDecisions.Importing.Reading.Sources;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>
/// What all Ed-Fi records share, whether they come as elements of an XML interchange or as resources of an API page (Data Standard 3 to 5): keys that
/// are made of several parts, descriptors, and lists.
/// </summary>
/// <remarks>
/// Columns are written as the API names them, with XML's path behind the bar where it differs. A descriptor is read by its code value, with or without
/// the namespace before it ("uri://ed-fi.org/SexDescriptor#Female").
/// </remarks>
/// <param name="file">The sample's name: the interchange that holds such records.</param>
/// <param name="resource">The resource's name in the API, which is also the format's.</param>
/// <param name="elements">What XML and the API call such records.</param>
public abstract class EdFiFormat(string file, string resource, params string[] elements) : Format
{
    internal const string IdentificationCode = "studentIdentificationCodes.identificationCode", IdentificationSystem = "studentIdentificationCodes.studentIdentificationSystemDescriptor";

    // A key of several parts is told by the part that is the thing's own.
    static readonly Dictionary<string, string[]> References = new(StringComparer.Ordinal)
    {
        ["student"] = ["studentReference.studentUniqueId", "studentSectionAssociationReference.studentUniqueId"], ["staff"] = ["staffReference.staffUniqueId"],
        ["section"] = ["sectionReference.sectionIdentifier", "studentSectionAssociationReference.sectionIdentifier"], ["course"] = ["courseOfferingReference.localCourseCode"],
        ["school"] = ["schoolReference.schoolId", "sectionReference.schoolId", "courseOfferingReference.schoolId", "studentSectionAssociationReference.schoolId"],
    };

    public sealed override string Name => "Ed-Fi " + resource;
    public sealed override string Family => "Ed-Fi";
    public sealed override string Sample => $"edfi/{file}.xml";
    public sealed override IReadOnlyList<string> Resources => [resource, .. elements];

    internal sealed override IReadOnlyList<string> ColumnsThatName(string entity) => References.GetValueOrDefault(entity, []);

    /// <summary>A pull marks what the API has deleted since; no page that a host answers does.</summary>
    public sealed override bool IsLastWord(Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.TextAt(row.Header.PlaceInFile(SisRecord.Deleted)) is not null;
    }

    /// <summary>The columns that together name a section, below a reference.</summary>
    protected static IReadOnlyList<string> SectionColumns(string reference) =>
    [
        $"{reference}.sectionIdentifier|{reference}.uniqueSectionCode", $"{reference}.localCourseCode", $"{reference}.schoolId", $"{reference}.schoolYear",
        $"{reference}.sessionName|{reference}.termDescriptor|{reference}.Term",
    ];

    /// <summary>A student's identification codes, and what each of them is: on the student until Data Standard 2, since then in the association with the district.</summary>
    internal static IReadOnlyList<string> IdentificationColumns { get; } =
    [
        $"{IdentificationCode}|StudentIdentificationCode.IdentificationCode",
        $"{IdentificationSystem}|StudentIdentificationCode.StudentIdentificationSystem|StudentIdentificationCode.StudentIdentificationSystem.CodeValue",
    ];

    /// <summary>The section that a reference names: an identifier is unique only with its course, session and school.</summary>
    protected static string Section(Row row, string reference) => Key(row, $"{reference}.schoolId", $"{reference}.schoolYear", $"{reference}.sessionName", $"{reference}.localCourseCode", $"{reference}.sectionIdentifier");

    /// <summary>An id made of several columns, none of which may be blank.</summary>
    protected static string Key(Row row, params string[] columns) => string.Join('/', columns.Select(c => Part(row, c)));

    /// <summary>The first code of a descriptor, or null when it is blank.</summary>
    protected static string? Code(Row row, string column) => Codes(row, column) is [var first, ..] ? first : null;

    /// <summary>Every code of a descriptor that may be given several times.</summary>
    protected static IReadOnlyList<string> Codes(Row row, string column) => [.. Values(row, column).Where(v => v.Length > 0).Select(CodeOf)];

    /// <summary>Every value of a column that may occur several times, blank where one of several groups lacks it.</summary>
    protected static IReadOnlyList<string> Values(Row row, string column) => row.TextOrNull(column)?.Split(FlatRecord.Between, StringSplitOptions.TrimEntries) ?? [];

    /// <summary>The first value of a column that may occur several times, or null.</summary>
    protected static string? First(Row row, string column) => Values(row, column) is [{ Length: > 0 } first, ..] ? first : null;

    /// <summary>The id of the state among a student's identification codes, or null.</summary>
    /// <param name="codes">The codes.</param>
    /// <param name="systems">What each of them is, in the same order.</param>
    internal static string? StateId(string? codes, string? systems) => (codes ?? "").Split(FlatRecord.Between, StringSplitOptions.TrimEntries).Zip((systems ?? "").Split(FlatRecord.Between))
        .Where(c => c.First.Length > 0 && Words.IsIdOfTheState(CodeOf(c.Second))).Select(c => c.First).FirstOrDefault();

    /// <summary>The first grade level of a column; a level that nobody knows is told and left out.</summary>
    protected static GradeLevel? Grade(Row row, string column)
    {
        if (Code(row, column) is not { } code)
            return null;
        if (GradeLevel.TryParse(code, out var grade))
            return grade;
        row.Note($"had the grade level \"{code}\", which is not mapped; the grade was left blank");
        return null;
    }

    /// <summary>The row kept whole for later use, under an id made of its key columns.</summary>
    protected static OtherRecordArrival Whole(Row row, string kind, string id) => new()
    {
        Line = row.Line,
        Kind = kind,
        RecordId = id,
        Json = KeptColumns.Json(row.Filled(), FlatRecord.Between),
    };

    // Years are written "2022" and "2021-2022", and keys must come out the same from both.
    static string Part(Row row, string column) => column.EndsWith("schoolYear", StringComparison.OrdinalIgnoreCase)
        ? row.Year(column).Ends.ToString(CultureInfo.InvariantCulture)
        : First(row, column) is { } value ? CodeOf(value) : row.Text(column);

    static string CodeOf(string descriptor) => descriptor[(descriptor.LastIndexOf('#') + 1)..].Trim();
}
