using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v2.1's classes.</summary>
public sealed class SyncClasses() : SchoolDataSyncFormat("2.1", "classes")
{
    public override Turn Turn => Turn.Sections;
    public override IReadOnlyList<string> Headers => ["sourcedId", "orgSourcedId", "title", "sessionSourcedIds"];
    public override IReadOnlyList<string> MoreHeaders => ["courseSourcedId", "code"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        yield return new SectionArrival
        {
            Line = row.Line,
            SectionId = row.Id("sourcedId"),
            Title = row.Text("title"),
            Code = row.TextOrNull("code"),
            CourseId = row.TextOrNull("courseSourcedId"),
            SchoolId = row.Text("orgSourcedId"),
            SessionIds = row.List("sessionSourcedIds"),
        };
    }
}
