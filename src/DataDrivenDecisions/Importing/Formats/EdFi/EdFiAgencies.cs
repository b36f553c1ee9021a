using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's districts, and the service centers and state agencies above them.</summary>
/// <param name="resource">The resource's name in the API.</param>
/// <param name="element">The element's name in XML; its id is named after it.</param>
/// <param name="kind">What it is here.</param>
/// <param name="parent">The reference to what stands above it.</param>
public sealed class EdFiAgencies(string resource, string element, string kind, string parent) : EdFiFormat("EducationOrganization", resource, element)
{
    readonly string _element = element;

    public override Turn Turn => Turn.Schools;
    public override IReadOnlyList<string> Headers => [_element + "Id", "nameOfInstitution"];
    public override IReadOnlyList<string> MoreHeaders => [$"{parent}Reference.{parent}Id"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        yield return new SchoolArrival
        {
            Line = row.Line,
            SchoolId = row.Id(_element + "Id"),
            Name = row.Text("nameOfInstitution"),
            Kind = kind,
            ParentId = row.TextOrNull($"{parent}Reference.{parent}Id"),
        };
    }

    /// <summary>Every kind of agency.</summary>
    public static IReadOnlyList<EdFiAgencies> Files { get; } =
    [
        new("localEducationAgencies", "LocalEducationAgency", "district", "educationServiceCenter"),
        new("educationServiceCenters", "EducationServiceCenter", "local", "stateEducationAgency"),
        new("stateEducationAgencies", "StateEducationAgency", "state", "educationServiceCenter"),
    ];
}
