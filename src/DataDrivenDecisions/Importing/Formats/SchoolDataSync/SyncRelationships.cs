using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v2.1's relationships: which adult answers for which student. Only family ties a person to a child.</summary>
public sealed class SyncRelationships() : SchoolDataSyncFormat("2.1", "relationships")
{
    public override Turn Turn => Turn.Demographics;
    public override IReadOnlyList<string> Headers => ["userSourcedId", "relationshipUserSourcedId", "relationshipRole"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var (student, adult) = (row.StudentId("userSourcedId"), row.Id("relationshipUserSourcedId"));
        yield return SyncRoles.KindOf(row.Text("relationshipRole")) == PersonKinds.Guardian
            ? new GuardianLinkArrival { Line = row.Line, GuardianId = adult, StudentId = student }
            : Whole(row, $"{student}/{adult}");
    }
}
