using DataDrivenDecisions.Importing.Formats.EdFi;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>One resource of an Ed-Fi API that is pulled.</summary>
/// <param name="Names">Its name in the API, and the one before Data Standard 5 or 4 where it had another.</param>
internal sealed record EdFiList(params string[] Names)
{
    /// <summary>True for a resource without which there is no roster.</summary>
    public bool IsEssential { get; init; }

    /// <summary>The property by which a person is known across the API; null for what is no person.</summary>
    public string? Person { get; init; }

    /// <summary>What the importer calls it.</summary>
    public string FormatResource => Format.All.OfType<EdFiFormat>().First(f => f.Resources.Contains(Names[0], StringComparer.OrdinalIgnoreCase)).Resources[0];

    /// <summary>What references to it are called: "studentReference".</summary>
    public static string ReferenceTo(string resource) =>
        (resource.EndsWith("ies", StringComparison.Ordinal) ? resource[..^3] + "y" : resource.EndsWith('s') ? resource[..^1] : resource) + "Reference";

    /// <summary>Every resource that is pulled, in the order in which they depend on each other.</summary>
    public static IReadOnlyList<EdFiList> All { get; } =
    [
        new("localEducationAgencies"),
        new("schools") { IsEssential = true },
        new("gradingPeriods"),
        new("sessions"),
        new("courses"),
        new("courseOfferings"),
        new("sections"),
        new("staffs") { Person = "staffUniqueId" },
        new("students") { IsEssential = true, Person = "studentUniqueId" },
        new("contacts", "parents"),
        new("studentContactAssociations", "studentParentAssociations"),
        new("studentSchoolAssociations") { IsEssential = true },
        new("studentEducationOrganizationAssociations"),
        new("studentSectionAssociations"),
        new("staffSectionAssociations"),
        new("calendars"),
        new("calendarDates"),
        new("sectionAttendanceTakenEvents"),
        new("studentSchoolAttendanceEvents"),
        new("studentSectionAttendanceEvents"),
        new("grades"),
        new("gradebookEntries"),
        new("studentGradebookEntries"),
        new("disciplineIncidents"),
        new("studentDisciplineIncidentBehaviorAssociations", "studentDisciplineIncidentAssociations"),
        new("disciplineActions"),
        new("studentProgramAssociations"),
        new("studentSpecialEducationProgramAssociations"),
        new("studentSchoolFoodServiceProgramAssociations"),
        new("assessments"),
        new("studentAssessments"),
    ];
}
