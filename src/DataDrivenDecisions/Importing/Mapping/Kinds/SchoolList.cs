using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Mapping.Kinds;

/// <summary>The schools of a district, one row each.</summary>
internal sealed class SchoolList : ContentKind
{
    public override string Name => "schools";
    public override string Title => "Schools";
    public override string OneRowIs => "one school";
    public override Turn Turn => Turn.Schools;
    public override IReadOnlyList<string> Telling => ["name", "school"];
    public override bool IsRoster => true;
    public override IReadOnlyList<string> FileWords => ["schools", "sites", "campuses", "buildings"];

    public override IReadOnlyList<ContentField> Fields { get; } =
    [
        CommonFields.School with { Type = FieldType.Id, Label = "School’s id", AlsoCalled = [.. CommonFields.School.AlsoCalled.Where(n => n != "school name")] },
        new() { Name = "name", Label = "School’s name", IsRequired = true, AlsoCalled = ["school name", "name", "site name", "campus name", "building name", "title"] },
        new() { Name = "number", Label = "Number that other files use", Type = FieldType.Id, AlsoCalled = ["number", "local number", "identifier", "state school id", "nces id"] },
    ];

    internal override IEnumerable<Arrival> Read(MappedRow row)
    {
        yield return new SchoolArrival { Line = row.Line, SchoolId = row.Id("school"), Name = row.Text("name"), SchoolNumber = row.TextOrNull("number"), Kind = "school" };
    }
}
