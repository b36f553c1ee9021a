using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v2.1's organizations, from the ministry to the department.</summary>
public sealed class SyncOrgs() : SchoolDataSyncFormat("2.1", "orgs")
{
    // Organization types of School Data Sync, by what they are here; what is not listed is told and counts as a department.
    static readonly Dictionary<string, string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["school"] = "school", ["college"] = "school", ["university"] = "school", ["campus"] = "school", ["adultEducation"] = "school", ["district"] = "district", ["division"] = "district", ["region"] = "local",
        ["local"] = "local", ["department"] = "department", ["program"] = "department", ["state"] = "state", ["province"] = "state", ["ministryOfEducation"] = "national", ["national"] = "national",
    };

    public override Turn Turn => Turn.Schools;
    public override bool NeedsFamily => true;
    public override IReadOnlyList<string> Headers => ["sourcedId", "name", "type"];
    public override IReadOnlyList<string> MoreHeaders => ["parentSourcedId"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var type = row.Text("type");
        if (!Kinds.ContainsKey(type))
            row.Note($"had the type of organization \"{type}\", which is not mapped; it counts as a department");
        yield return new SchoolArrival
        {
            Line = row.Line,
            SchoolId = row.Id("sourcedId"),
            Name = row.Text("name"),
            Kind = Kinds.GetValueOrDefault(type, "department"),
            ParentId = row.TextOrNull("parentSourcedId"),
        };
    }
}
