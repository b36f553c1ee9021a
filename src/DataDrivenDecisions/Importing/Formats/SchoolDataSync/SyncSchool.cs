using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v1's schools.</summary>
public sealed class SyncSchool() : SchoolDataSyncFormat("1", "School")
{
    public override Turn Turn => Turn.Schools;
    public override IReadOnlyList<string> Headers => ["SIS ID", "Name"];
    public override IReadOnlyList<string> MoreHeaders => ["School Number", "School NCES_ID", "State ID", "Grade Low", "Grade High", "Principal SIS ID", "Zone"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        yield return new SchoolArrival { Line = row.Line, SchoolId = row.Id("SIS ID"), SchoolNumber = row.TextOrNull("School Number"), Name = row.Text("Name"), Kind = "school" };
    }
}
