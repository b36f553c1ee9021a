using System.Globalization;
using System.Text.Json.Nodes;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Tests.Importing.Pulling;

/// <summary>An invented district in an Ed-Fi host: two schools, their calendar, classes, students, attendance, grades and incidents.</summary>
internal static class EdFiDistrict
{
    public const int StudentCount = 60;
    const string Session = "2025-26 Fall";

    public static FakeEdFi Make(string version = "3.1.1")
    {
        var host = new FakeEdFi(EdFiDescription.Of311()) { Version = version };
        host.Add("localEducationAgencies", ("localEducationAgencyId", 255), ("nameOfInstitution", "Invented District"));
        foreach (var school in new[] { 101, 102 })
            AddSchool(host, school);
        for (var i = 1; i <= StudentCount; i++)
            AddStudent(host, i);
        return host;
    }

    public static SourceRecord Source(FakeEdFi host, int? page = null) => new()
    {
        District = "invented", Name = "edfi", Kind = SourceRecord.EdFiApi, Address = host.Address + "/api", ClientId = FakeHost.ClientId,
        Options = page is { } size ? new Dictionary<string, string> { ["page-size"] = size.ToString(CultureInfo.InvariantCulture) } : [],
    };

    /// <summary>Adds a student with everything that is told of students.</summary>
    /// <returns>The ids of the student and of the attendance event.</returns>
    public static (string Student, string Absence) AddStudent(FakeEdFi host, int i)
    {
        var school = i % 2 == 0 ? 101 : 102;
        var person = ("studentUniqueId", (JsonNode)$"{604000 + i}");
        var place = ("schoolId", (JsonNode)school);
        var student = host.Add("students", person, ("firstName", $"Given{i}"), ("lastSurname", $"Family{i}"), ("birthDate", $"2012-0{1 + (i % 9)}-03"));
        host.Add("studentSchoolAssociations", person, place, ("entryDate", "2025-08-20"), ("entryGradeLevelDescriptor", "uri://ed-fi.org/GradeLevelDescriptor#Seventh grade"));
        host.Add("studentEducationOrganizationAssociations", person, ("educationOrganizationId", school), ("sexDescriptor", $"uri://ed-fi.org/SexDescriptor#{(i % 2 == 0 ? "Female" : "Male")}"),
            ("studentCharacteristics", new JsonArray(i % 3 == 0 ? [new JsonObject { ["studentCharacteristicDescriptor"] = "uri://ed-fi.org/StudentCharacteristicDescriptor#Homeless" }] : [])));
        host.Add("studentSectionAssociations", [person, .. Section(school, 1 + (i % 4)), ("beginDate", "2025-08-20")]);
        host.Add("parents", ("parentUniqueId", $"P{i}"), ("firstName", $"Adult{i}"), ("lastSurname", $"Family{i}"));
        host.Add("studentParentAssociations", person, ("parentUniqueId", $"P{i}"), ("relationDescriptor", "uri://ed-fi.org/RelationDescriptor#Mother"));
        var absence = host.Add("studentSchoolAttendanceEvents", person, place, ("schoolYear", 2026), ("sessionName", Session), ("eventDate", $"2025-10-{1 + (i % 28):00}"), ("attendanceEventCategoryDescriptor", "uri://ed-fi.org/AttendanceEventCategoryDescriptor#Unexcused Absence"));
        host.Add("grades", [person, .. Section(school, 1 + (i % 4)), ("beginDate", "2025-08-20"), ("gradeTypeDescriptor", "uri://ed-fi.org/GradeTypeDescriptor#Grading Period"), ("gradingPeriodDescriptor", "uri://ed-fi.org/GradingPeriodDescriptor#First Six Weeks"),
            ("periodSequence", 1), ("letterGradeEarned", "B"), ("numericGradeEarned", 84)]);
        if (i % 10 == 0)
            AddIncident(host, i, person, place);
        return (student, absence);
    }

    static void AddSchool(FakeEdFi host, int school)
    {
        var place = ("schoolId", (JsonNode)school);
        host.Add("schools", place, ("nameOfInstitution", $"School {school}"), ("localEducationAgencyReference", new JsonObject { ["localEducationAgencyId"] = 255 }));
        host.Add("sessions", place, ("schoolYear", 2026), ("sessionName", Session), ("beginDate", "2025-08-20"), ("endDate", "2026-06-05"), ("termDescriptor", "uri://ed-fi.org/TermDescriptor#Fall Semester"));
        host.Add("gradingPeriods", place, ("schoolYear", 2026), ("periodSequence", 1), ("beginDate", "2025-08-20"), ("endDate", "2025-10-03"), ("gradingPeriodDescriptor", "uri://ed-fi.org/GradingPeriodDescriptor#First Six Weeks"));
        host.Add("calendars", place, ("schoolYear", 2026), ("calendarCode", $"C{school}"), ("calendarTypeDescriptor", "uri://ed-fi.org/CalendarTypeDescriptor#School"));
        for (var day = 1; day <= 28; day++)
            host.Add("calendarDates", place, ("schoolYear", 2026), ("calendarCode", $"C{school}"), ("date", $"2025-10-{day:00}"), ("calendarEventDescriptor", "uri://ed-fi.org/CalendarEventDescriptor#Instructional day"));
        for (var i = 1; i <= 4; i++)
        {
            host.Add("courses", ("educationOrganizationId", school), ("courseCode", $"MA{i}"), ("courseTitle", $"Mathematics {i}"), ("academicSubjectDescriptor", "uri://ed-fi.org/AcademicSubjectDescriptor#Mathematics"));
            host.Add("courseOfferings", place, ("localCourseCode", $"L{i}"), ("courseCode", $"MA{i}"), ("educationOrganizationId", school), ("schoolYear", 2026), ("sessionName", Session));
            host.Add("sections", Section(school, i));
            host.Add("staffs", ("staffUniqueId", $"T{school}{i}"), ("firstName", $"Teacher{i}"), ("lastSurname", $"Of{school}"));
            host.Add("staffSectionAssociations", [("staffUniqueId", (JsonNode)$"T{school}{i}"), .. Section(school, i), ("beginDate", (JsonNode)"2025-08-20"), ("classroomPositionDescriptor", (JsonNode)"uri://ed-fi.org/ClassroomPositionDescriptor#Teacher of Record")]);
        }
    }

    static void AddIncident(FakeEdFi host, int i, (string, JsonNode) person, (string, JsonNode) place)
    {
        var incident = ("incidentIdentifier", (JsonNode)$"I{i}");
        host.Add("disciplineIncidents", place, incident, ("incidentDate", "2025-11-04"), ("behaviors", new JsonArray(new JsonObject { ["behaviorDescriptor"] = "uri://ed-fi.org/BehaviorDescriptor#School Violation" })));
        host.Add("studentDisciplineIncidentAssociations", person, place, incident, ("studentParticipationCodeDescriptor", "uri://ed-fi.org/StudentParticipationCodeDescriptor#Perpetrator"));
        host.Add("disciplineActions", person, place, incident, ("disciplineActionIdentifier", $"A{i}"), ("disciplineDate", "2025-11-05"), ("disciplineDescriptor", "uri://ed-fi.org/DisciplineDescriptor#In School Suspension"));
    }

    static (string, JsonNode)[] Section(int school, int i) =>
        [("sectionIdentifier", $"S{i}"), ("localCourseCode", $"L{i}"), ("schoolId", school), ("schoolYear", 2026), ("sessionName", Session)];
}
