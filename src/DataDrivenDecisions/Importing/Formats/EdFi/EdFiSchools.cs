using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's schools.</summary>
public sealed class EdFiSchools() : EdFiFormat("EducationOrganization", "schools", "School")
{
    public override Turn Turn => Turn.Schools;
    public override IReadOnlyList<string> Headers => ["schoolId", "nameOfInstitution"];
    public override IReadOnlyList<string> MoreHeaders => ["localEducationAgencyReference.localEducationAgencyId"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        yield return new SchoolArrival
        {
            Line = row.Line,
            SchoolId = row.Id("schoolId"),
            Name = row.Text("nameOfInstitution"),
            Kind = "school",
            ParentId = row.TextOrNull("localEducationAgencyReference.localEducationAgencyId"),
        };
    }
}
