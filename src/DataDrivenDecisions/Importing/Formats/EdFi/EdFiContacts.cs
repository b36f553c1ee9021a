using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's contacts (parents, before Data Standard 5): the guardians and relatives of students.</summary>
public sealed class EdFiContacts() : EdFiFormat("StudentContact", "contacts", "Contact", "Parent", "parents")
{
    public override Turn Turn => Turn.People;
    public override IReadOnlyList<string> Headers => ["contactUniqueId|parentUniqueId", "firstName|Name.FirstName", "lastSurname|Name.LastSurname"];

    public override IReadOnlyList<string> MoreHeaders =>
        ["electronicMails.electronicMailAddress|ElectronicMail.ElectronicMailAddress", "telephones.telephoneNumber|Telephone.TelephoneNumber"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        yield return new GuardianArrival
        {
            Line = row.Line,
            GuardianId = row.Id("contactUniqueId"),
            GivenName = row.Text("firstName"),
            FamilyName = row.Text("lastSurname"),
            Email = First(row, "electronicMails.electronicMailAddress"),
            Phone = First(row, "telephones.telephoneNumber"),
        };
    }
}
