using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's course catalog. A course code is unique only with the school or district that defines it.</summary>
public sealed class EdFiCourses() : EdFiFormat("EducationOrganization", "courses", "Course")
{
    public override Turn Turn => Turn.Courses;
    public override IReadOnlyList<string> Headers => ["courseCode", "courseTitle", "educationOrganizationReference.educationOrganizationId"];

    public override IReadOnlyList<string> MoreHeaders =>
        ["academicSubjectDescriptor|academicSubjects.academicSubjectDescriptor|AcademicSubject|SubjectArea", "offeredGradeLevels.gradeLevelDescriptor|OfferedGradeLevel"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        yield return new CourseArrival
        {
            Line = row.Line,
            CourseId = Key(row, "educationOrganizationReference.educationOrganizationId", "courseCode"),
            Title = row.Text("courseTitle"),
            Code = row.Text("courseCode"),
            Subject = Code(row, "academicSubjectDescriptor"),
            Grades = Codes(row, "offeredGradeLevels.gradeLevelDescriptor") is { Count: > 0 } grades ? string.Join(", ", grades) : null,
            OrgId = row.TextOrNull("educationOrganizationReference.educationOrganizationId"),
        };
    }
}
