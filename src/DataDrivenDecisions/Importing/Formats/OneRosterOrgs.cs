using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>OneRoster's schools, and the districts and departments around them.</summary>
public sealed class OneRosterOrgs : OneRosterFormat
{
    static readonly string[] Kinds = ["school", "district", "department", "local", "state", "national"];

    public override string File => "orgs";
    public override Turn Turn => Turn.Schools;
    public override IReadOnlyList<string> Headers => ["sourcedId", "name", "type"];
    public override IReadOnlyList<string> MoreHeaders => [.. base.MoreHeaders, "identifier", "parentSourcedId"];

    protected override IEnumerable<Arrival> Read(Row row)
    {
        yield return new SchoolArrival
        {
            Line = row.Line,
            Ends = Ends(row),
            SchoolId = row.Id("sourcedId"),
            SchoolNumber = row.TextOrNull("identifier"),
            Name = row.Text("name"),
            Kind = row.OneOf("type", Kinds),
            ParentId = row.TextOrNull("parentSourcedId"),
        };
    }
}
