using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's records that are kept whole for later use: test descriptions, rooms, periods, programs, incidents' own records.</summary>
/// <param name="sample">The sample that has one.</param>
/// <param name="resource">The resource's name in the API.</param>
/// <param name="element">The element's name in XML.</param>
/// <param name="key">The columns that name one record.</param>
public sealed class EdFiOther(string sample, string resource, string element, params string[] key) : EdFiFormat(sample, resource, element)
{
    // What records of another kind need to know of these.
    static readonly Dictionary<string, string[]> Asked = new(StringComparer.Ordinal)
    {
        ["assessment"] = ["assessmentTitle", "academicSubjectDescriptor|academicSubjects.academicSubjectDescriptor|AcademicSubject"],
        ["calendar"] = ["calendarTypeDescriptor|CalendarType"],
        ["descriptor"] = ["shortDescription"],
        ["disciplineIncident"] = ["behaviors.behaviorDescriptor|Behavior.Behavior"],
    };

    readonly string _kind = char.ToLowerInvariant(element[0]) + element[1..];

    public override Turn Turn => Turn.Rest;
    public override IReadOnlyList<string> Headers => key;

    public override IReadOnlyList<string> MoreHeaders => Asked.GetValueOrDefault(_kind, []);

    public override IEnumerable<Arrival> Arrivals(Row row) => [Whole(row, _kind, Key(row, [.. key.Select(k => k.Split('|')[0])]))];

    /// <summary>Every such record.</summary>
    public static IReadOnlyList<EdFiOther> Files { get; } =
    [
        new("AssessmentMetadata", "assessments", "Assessment", "assessmentIdentifier", "namespace"),
        new("AssessmentMetadata", "objectiveAssessments", "ObjectiveAssessment", "identificationCode", "assessmentReference.assessmentIdentifier"),
        new("EducationOrgCalendar", "calendars", "Calendar", "calendarCode", "schoolReference.schoolId"),
        new("EducationOrganization", "locations", "Location", "schoolReference.schoolId", "classroomIdentificationCode"),
        new("EducationOrganization", "classPeriods", "ClassPeriod", "schoolReference.schoolId", "classPeriodName"),
        new("EducationOrganization", "programs", "Program", "educationOrganizationReference.educationOrganizationId", "programName", "programTypeDescriptor|ProgramType"),
        new("EducationOrganization", "accountabilityRatings", "AccountabilityRating", "educationOrganizationReference.educationOrganizationId", "ratingTitle", "schoolYearTypeReference.schoolYear|SchoolYear"),
        new("EducationOrganization", "communityOrganizations", "CommunityOrganization", "communityOrganizationId", "nameOfInstitution"),
        new("EducationOrganization", "communityProviders", "CommunityProvider", "communityProviderId", "nameOfInstitution"),
        new("EducationOrganization", "communityProviderLicenses", "CommunityProviderLicense", "communityProviderReference.communityProviderId", "licenseIdentifier|License.LicenseIdentifier"),
        new("EducationOrganization", "postSecondaryInstitutions", "PostSecondaryInstitution", "postSecondaryInstitutionId", "nameOfInstitution"),
        new("EducationOrganization", "organizationDepartments", "OrganizationDepartment", "organizationDepartmentId", "nameOfInstitution"),
        new("MasterSchedule", "bellSchedules", "BellSchedule", "bellScheduleName", "schoolReference.schoolId"),
        new("Student", "people", "Person", "personId", "sourceSystemDescriptor|SourceSystem"),
        new("StudentDiscipline", "disciplineIncidents", "DisciplineIncident", "schoolReference.schoolId", "incidentIdentifier", "incidentDate"),
        new("StudentDiscipline", "staffDisciplineIncidentAssociations", "StaffDisciplineIncidentAssociation", "disciplineIncidentReference.schoolId", "disciplineIncidentReference.incidentIdentifier", "staffReference.staffUniqueId"),
        new("StudentDiscipline", "studentDisciplineIncidentNonOffenderAssociations", "StudentDisciplineIncidentNonOffenderAssociation", "disciplineIncidentReference.schoolId", "disciplineIncidentReference.incidentIdentifier", "studentReference.studentUniqueId"),
        new("Descriptors", "descriptors", "Descriptor", "namespace", "codeValue"),
    ];
}
