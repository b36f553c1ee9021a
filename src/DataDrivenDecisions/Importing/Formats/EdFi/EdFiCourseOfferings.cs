using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's course offerings: which course of the catalog a school's local course code stands for in a session. Sections find their course by them.</summary>
public sealed class EdFiCourseOfferings() : EdFiFormat("MasterSchedule", "courseOfferings", "CourseOffering")
{
    public override Turn Turn => Turn.Rest;
    public override IReadOnlyList<string> Headers => ["localCourseCode", "courseReference.courseCode", "sessionReference.sessionName|sessionReference.termDescriptor|sessionReference.Term"];

    public override IReadOnlyList<string> MoreHeaders =>
        ["schoolReference.schoolId", "sessionReference.schoolId", "sessionReference.schoolYear", "courseReference.educationOrganizationId", "localCourseTitle"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        yield return Whole(row, "courseOffering", Key(row, "schoolReference.schoolId", "sessionReference.schoolYear", "sessionReference.sessionName", "localCourseCode"));
    }
}
