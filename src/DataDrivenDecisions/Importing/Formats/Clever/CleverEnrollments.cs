using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.Clever;

/// <summary>Clever's enrollments: which student learns in which section.</summary>
public sealed class CleverEnrollments() : CleverFormat("enrollments")
{
    public override Turn Turn => Turn.SectionEnrollments;
    public override IReadOnlyList<string> Headers => ["School_id", "Section_id", "Student_id"];
    public override string SchoolColumn => "School_id";

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var (section, student) = (row.Id("Section_id"), row.StudentId("Student_id"));
        yield return new SectionEnrollmentArrival { Line = row.Line, EnrollmentId = $"{section}/{student}", SectionId = section, StudentId = student, SchoolId = row.SchoolId("School_id") };
    }
}
