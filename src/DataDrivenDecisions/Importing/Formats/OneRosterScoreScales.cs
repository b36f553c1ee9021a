using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>OneRoster 1.2's score scales: how points become words or letters.</summary>
public sealed class OneRosterScoreScales : OneRosterFormat
{
    public override string File => "scoreScales";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["sourcedId", "title", "type", "scoreScaleValue"];
    public override IReadOnlyList<string> MoreHeaders => [.. base.MoreHeaders, "orgSourcedId", "courseSourcedId", "classSourcedId"];

    protected override IEnumerable<Arrival> Read(Row row)
    {
        yield return new ScoreScaleArrival
        {
            Line = row.Line,
            Ends = Ends(row),
            ScaleId = row.Id("sourcedId"),
            Title = row.Text("title"),
            Kind = row.TextOrNull("type"),
            SchoolId = row.TextOrNull("orgSourcedId"),
            CourseId = row.TextOrNull("courseSourcedId"),
            SectionId = row.TextOrNull("classSourcedId"),
            Steps = row.Text("scoreScaleValue"),
        };
    }
}
