using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v1's teacher roster: who teaches which section. Only its name tells it from the students' enrollments.</summary>
public sealed class SyncTeacherRoster() : SchoolDataSyncFormat("1", "TeacherRoster")
{
    public override Turn Turn => Turn.SectionEnrollments;
    public override IReadOnlyList<string> Headers => ["Section SIS ID", "SIS ID"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var (section, teacher) = (row.Id("Section SIS ID"), row.Id("SIS ID"));
        yield return new SectionStaffArrival { Line = row.Line, EnrollmentId = $"{section}/{teacher}", SectionId = section, StaffId = teacher };
    }
}
