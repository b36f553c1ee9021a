using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v1's students.</summary>
public sealed class SyncStudent() : SchoolDataSyncFormat("1", "Student")
{
    public override Turn Turn => Turn.People;
    public override IReadOnlyList<string> Headers => ["SIS ID", "School SIS ID", "Username"];

    public override IReadOnlyList<string> MoreHeaders =>
        ["First Name", "Last Name", "Middle Name", "State ID", "Secondary Email", "Student Number", "Grade", "Status", "Birthdate", "Graduation Year"];

    public override string SchoolColumn => "School SIS ID";

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var id = row.StudentId("SIS ID");
        row.Text("Username");
        yield return new StudentArrival
        {
            Line = row.Line,
            StudentId = id,
            StudentNumber = row.TextOrNull("Student Number"),
            StateId = row.TextOrNull("State ID"),
            GivenName = row.TextOrNull("First Name"),
            MiddleName = row.TextOrNull("Middle Name"),
            FamilyName = row.TextOrNull("Last Name"),
            Grade = Grade(row, "Grade"),
            Email = row.TextOrNull("Secondary Email"),
            SchoolIds = [row.SchoolId("School SIS ID")],
            IsActive = row.Flag("Status", yes: "Active", no: "Inactive") || row.TextOrNull("Status") is null,
        };
        if (row.DateOrNull("Birthdate") is { } birth)
            yield return new DemographicsArrival { Line = row.Line, StudentId = id, BirthDate = birth };
    }
}
