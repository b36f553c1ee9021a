using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Pulling;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's students: names and birth. Grade and school stand in their school associations, race and language in those with the district.</summary>
public sealed class EdFiStudents() : EdFiFormat("Student", "students", "Student")
{
    public override Turn Turn => Turn.People;
    public override IReadOnlyList<string> Headers => ["studentUniqueId", "firstName|Name.FirstName", "lastSurname|Name.LastSurname"];

    public override IReadOnlyList<string> MoreHeaders =>
        ["middleName|Name.MiddleName", "preferredFirstName|Name.PreferredFirstName", "birthDate|BirthData.BirthDate", "birthSexDescriptor|BirthData.BirthSex", .. IdentificationColumns, SisRecord.FormerId];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var id = row.StudentId("studentUniqueId");
        yield return new StudentArrival
        {
            Line = row.Line,
            StudentId = id,
            // By the id that the student had before, what is known meets what comes.
            StudentNumber = row.TextOrNull(SisRecord.FormerId),
            StateId = row.Context.EdFi.StateIds.GetValueOrDefault(id) ?? StateId(row.TextOrNull(IdentificationCode), row.TextOrNull(IdentificationSystem)),
            GivenName = row.Text("firstName"),
            MiddleName = row.TextOrNull("middleName"),
            FamilyName = row.Text("lastSurname"),
            PreferredName = row.TextOrNull("preferredFirstName"),
        };
        // Where the delivery says more about the student elsewhere, the birth date is told there, so that nothing is said twice in two ways.
        if (row.DateOrNull("birthDate") is { } birth && !row.Context.EdFi.Demographics.Contains(id))
            yield return new DemographicsArrival { Line = row.Line, StudentId = id, BirthDate = birth, Sex = EdFiDemographics.SexOf(row, "birthSexDescriptor") };
    }
}
