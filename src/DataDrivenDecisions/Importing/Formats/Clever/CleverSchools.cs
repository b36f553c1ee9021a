using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.Clever;

/// <summary>Clever's schools.</summary>
public sealed class CleverSchools() : CleverFormat("schools")
{
    public override Turn Turn => Turn.Schools;
    public override IReadOnlyList<string> Headers => ["School_id", "School_name", "School_number"];
    public override IReadOnlyList<string> MoreHeaders => ["State_id", "Nces_id", "Low_grade", "High_grade", "Principal", "School_zip"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        yield return new SchoolArrival { Line = row.Line, SchoolId = row.Id("School_id"), SchoolNumber = row.TextOrNull("School_number"), Name = row.Text("School_name"), Kind = "school" };
    }
}
