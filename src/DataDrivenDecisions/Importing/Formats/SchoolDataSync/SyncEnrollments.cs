using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v2.1's enrollments: who learns and who teaches in which class.</summary>
public sealed class SyncEnrollments() : SchoolDataSyncFormat("2.1", "enrollments")
{
    public override Turn Turn => Turn.SectionEnrollments;
    public override IReadOnlyList<string> Headers => ["classSourcedId", "userSourcedId", "role"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var (section, user) = (row.Id("classSourcedId"), row.Id("userSourcedId"));
        switch (SyncRoles.KindOf(row.Text("role")))
        {
            case PersonKinds.Student:
                yield return new SectionEnrollmentArrival { Line = row.Line, EnrollmentId = $"{section}/{user}", SectionId = section, StudentId = user };
                break;
            case PersonKinds.Staff:
                yield return new SectionStaffArrival { Line = row.Line, EnrollmentId = $"{section}/{user}", SectionId = section, StaffId = user };
                break;
            default:
                row.Reject("role", "code-unknown", "This is no role that somebody can have in a class.", "Use student, teacher or another role of School Data Sync.");
                break;
        }
    }
}
