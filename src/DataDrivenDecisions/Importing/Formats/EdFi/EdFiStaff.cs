using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Pulling;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's staff: names and e-mail of the adults of a school.</summary>
public sealed class EdFiStaff() : EdFiFormat("StaffAssociation", "staffs", "Staff", "staff")
{
    public override Turn Turn => Turn.People;
    public override IReadOnlyList<string> Headers => ["staffUniqueId", "firstName|Name.FirstName", "lastSurname|Name.LastSurname"];
    public override IReadOnlyList<string> MoreHeaders => ["electronicMails.electronicMailAddress|ElectronicMail.ElectronicMailAddress", SisRecord.FormerId];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        yield return new StaffArrival
        {
            Line = row.Line,
            StaffId = row.Id("staffUniqueId"),
            StaffNumber = row.TextOrNull(SisRecord.FormerId),
            GivenName = row.Text("firstName"),
            FamilyName = row.Text("lastSurname"),
            Email = First(row, "electronicMails.electronicMailAddress"),
        };
    }
}
