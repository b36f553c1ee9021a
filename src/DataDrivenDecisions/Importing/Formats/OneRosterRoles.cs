using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>OneRoster 1.2's roles: who is what in which school. They make students, staff and guardians of the users, and are kept themselves.</summary>
public sealed class OneRosterRoles : OneRosterFormat
{
    public override string File => "roles";
    public override Turn Turn => Turn.People;
    public override IReadOnlyList<string> Headers => ["sourcedId", "userSourcedId", "role", "orgSourcedId"];
    public override IReadOnlyList<string> MoreHeaders => [.. base.MoreHeaders, "roleType", "beginDate", "endDate", "userProfileSourcedId"];

    protected override IEnumerable<Arrival> Read(Row row)
    {
        row.Id("userSourcedId");
        if (OneRosterUsers.KindOf(row.Text("role")) == PersonKinds.None)
            row.Reject("role", "code-unknown", "This is no role of OneRoster.", "Use one of OneRoster 1.2's roles, such as student, teacher or guardian.");
        yield return Whole(row, "role");
    }
}
