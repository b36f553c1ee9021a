using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>OneRoster's categories: the kinds of work that a gradebook counts together.</summary>
public sealed class OneRosterCategories : OneRosterFormat
{
    public override string File => "categories";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["sourcedId", "title"];
    public override IReadOnlyList<string> MoreHeaders => [.. base.MoreHeaders, "weight"];

    protected override IEnumerable<Arrival> Read(Row row)
    {
        yield return new AssignmentCategoryArrival
        {
            Line = row.Line,
            Ends = Ends(row),
            CategoryId = row.Id("sourcedId"),
            Title = row.Text("title"),
            Weight = row.DecimalOrNull("weight", least: 0),
        };
    }
}
