using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.Clever;

/// <summary>Clever's teachers.</summary>
public sealed class CleverTeachers() : CleverFormat("teachers")
{
    public override Turn Turn => Turn.People;
    public override IReadOnlyList<string> Headers => ["School_id", "Teacher_id", "Last_name", "First_name"];
    public override IReadOnlyList<string> MoreHeaders => ["Teacher_number", "State_teacher_id", "Teacher_email", "Middle_name", "Title", "Username"];
    public override string SchoolColumn => "School_id";

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        yield return new StaffArrival
        {
            Line = row.Line,
            StaffId = row.Id("Teacher_id"),
            StaffNumber = row.TextOrNull("Teacher_number"),
            GivenName = row.Text("First_name"),
            FamilyName = row.Text("Last_name"),
            Email = row.TextOrNull("Teacher_email"),
            Role = "teacher",
            SchoolIds = [row.SchoolId("School_id")],
        };
    }
}
