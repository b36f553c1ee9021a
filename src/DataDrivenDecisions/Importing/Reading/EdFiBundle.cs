using DataDrivenDecisions.Importing.Formats.EdFi;
using DataDrivenDecisions.Importing.Reading.Sources;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>Gathers from a delivery's Ed-Fi files what some of their records say for others.</summary>
internal sealed class EdFiBundle(IReadOnlyList<Survey> files, ImportLimits limits)
{
    // CalendarType codes of Data Standard 5.2 that are not the school's own calendar.
    static readonly string[] CalendarTypesOfFew = ["Student Specific", "IEP", "Teacher"];

    /// <summary>What the files say; nothing is read where no file needs it.</summary>
    public static EdFiFacts Of(IReadOnlyList<Survey> files, ImportLimits limits) =>
        files.Any(f => f.File.Format is EdFiFormat) ? new EdFiBundle(files, limits).Gather() : EdFiFacts.None;

    EdFiFacts Gather() => new()
    {
        Courses = Read("courseOfferings", Has("sections"), "schoolReference.schoolId", "localCourseCode", "courseReference.educationOrganizationId", "courseReference.courseCode")
            .ToLookup(f => $"{f[0]}/{f[1]}", f => $"{(f[2].Length > 0 ? f[2] : f[0])}/{f[3]}", StringComparer.Ordinal).ToDictionary(c => c.Key, c => c.First(), StringComparer.Ordinal),
        Demographics = Read("studentEducationOrganizationAssociations", Has("students"), "studentReference.studentUniqueId").Select(f => f[0]).ToHashSet(StringComparer.Ordinal),
        BirthDates = Read("students", Has("studentEducationOrganizationAssociations"), "studentUniqueId", "birthDate")
            .Select(f => (Id: f[0], Day: Day(f[1]))).Where(f => f.Day is not null).DistinctBy(f => f.Id, StringComparer.Ordinal).ToDictionary(f => f.Id, f => f.Day!.Value, StringComparer.Ordinal),
        StateIds = Fields("studentEducationOrganizationAssociations", Has("students"), "studentReference.studentUniqueId", EdFiFormat.IdentificationCode, EdFiFormat.IdentificationSystem)
            .Select(f => (Student: First(f[0]), Id: EdFiFormat.StateId(f[1], f[2]))).Where(f => f.Id is not null)
            .GroupBy(f => f.Student, f => f.Id!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Min(StringComparer.Ordinal)!, StringComparer.Ordinal),
        CalendarsOfFew = Read("calendars", Has("calendarDates"), "schoolReference.schoolId", "calendarCode", "calendarTypeDescriptor")
            .Where(f => CalendarTypesOfFew.Contains(f[2], StringComparer.OrdinalIgnoreCase)).Select(f => $"{f[0]}/{f[1]}").ToHashSet(StringComparer.Ordinal),
        Incidents = Read("disciplineIncidents", true, "schoolReference.schoolId", "incidentIdentifier", "incidentDate", "behaviors.behaviorDescriptor")
            .Select(f => (Id: $"{f[0]}/{f[1]}", Day: Day(f[2]), Behavior: Filled(f[3]))).Where(f => f.Day is not null).DistinctBy(f => f.Id, StringComparer.Ordinal).ToDictionary(f => f.Id, f => (f.Day!.Value, f.Behavior), StringComparer.Ordinal),
        Assessments = Read("assessments", Has("studentAssessments"), "assessmentIdentifier", "assessmentTitle", "academicSubjectDescriptor")
            .DistinctBy(f => f[0], StringComparer.Ordinal).ToDictionary(f => f[0], f => (Filled(f[1]), Filled(f[2])), StringComparer.Ordinal),
    };

    bool Has(string resource) => files.Any(f => IsOf(f, resource));

    static bool IsOf(Survey file, string resource) => file.File.Format is EdFiFormat format && format.Resources[0] == resource;

    static DateOnly? Day(string text) => DateText.Read(text, DateOrder.Untold, out var day) == DateReading.Read ? day : null;

    static string? Filled(string text) => text.Length > 0 ? text : null;

    /// <summary>The first value of some columns of a resource, row by row; a descriptor's code alone.</summary>
    IEnumerable<string[]> Read(string resource, bool isNeeded, params string[] columns) =>
        Fields(resource, isNeeded, columns).Select(row => row.Select(First).ToArray());

    IEnumerable<string[]> Fields(string resource, bool isNeeded, params string[] columns) =>
        files.Where(f => isNeeded && IsOf(f, resource)).SelectMany(f => Columns.Of(f, limits, columns));

    static string First(string field) => field.Split(FlatRecord.Between)[0].Trim() is var first ? first[(first.LastIndexOf('#') + 1)..] : "";
}
