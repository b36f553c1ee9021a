using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v2.1's courses.</summary>
public sealed class SyncCourses() : SchoolDataSyncFormat("2.1", "courses")
{
    public override Turn Turn => Turn.Courses;
    public override IReadOnlyList<string> Headers => ["sourcedId", "orgSourcedId", "title", "code"];
    public override IReadOnlyList<string> MoreHeaders => ["schoolYearSourcedId", "subject", "grade"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        yield return new CourseArrival
        {
            Line = row.Line,
            CourseId = row.Id("sourcedId"),
            Title = row.Text("title"),
            Code = row.TextOrNull("code"),
            // The subject is a code of SCED, whose first two digits say the field.
            SubjectCode = row.TextOrNull("subject"),
            Grades = row.TextOrNull("grade"),
            OrgId = row.TextOrNull("orgSourcedId"),
        };
    }
}
