using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v1's enrollments: which student learns in which section. Only its name tells it from the teacher roster.</summary>
public sealed class SyncStudentEnrollment() : SchoolDataSyncFormat("1", "StudentEnrollment")
{
    public override Turn Turn => Turn.SectionEnrollments;
    public override IReadOnlyList<string> Headers => ["Section SIS ID", "SIS ID"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var (section, student) = (row.Id("Section SIS ID"), row.StudentId("SIS ID"));
        yield return new SectionEnrollmentArrival { Line = row.Line, EnrollmentId = $"{section}/{student}", SectionId = section, StudentId = student };
    }
}
