using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v1's teachers.</summary>
public sealed class SyncTeacher() : SchoolDataSyncFormat("1", "Teacher")
{
    public override Turn Turn => Turn.People;
    public override IReadOnlyList<string> Headers => ["SIS ID", "School SIS ID", "Username"];

    public override IReadOnlyList<string> MoreHeaders =>
        ["First Name", "Last Name", "Middle Name", "State ID", "Secondary Email", "Teacher Number", "Status", "Title", "Qualification"];

    public override string SchoolColumn => "School SIS ID";

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        row.Text("Username");
        yield return new StaffArrival
        {
            Line = row.Line,
            StaffId = row.Id("SIS ID"),
            StaffNumber = row.TextOrNull("Teacher Number"),
            GivenName = row.TextOrNull("First Name"),
            FamilyName = row.TextOrNull("Last Name"),
            Email = row.TextOrNull("Secondary Email"),
            Role = "teacher",
            SchoolIds = [row.SchoolId("School SIS ID")],
            IsActive = row.Flag("Status", yes: "Active", no: "Inactive") || row.TextOrNull("Status") is null,
        };
    }
}
