using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>OneRoster 1.2's links between score scales and what is scored by them: line items, and single results.</summary>
/// <param name="file">The file's name in the bundle without its ending.</param>
/// <param name="scored">The column that names what is scored.</param>
public sealed class OneRosterScaleLinks(string file, string scored) : OneRosterFormat
{
    public override string File => file;
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["sourcedId", scored, "scoreScaleSourcedId"];
    public override IReadOnlyList<string> MoreHeaders => [.. base.MoreHeaders, "title"];

    protected override IEnumerable<Arrival> Read(Row row)
    {
        var (link, thing, scale) = (row.Id("sourcedId"), row.Id(scored), row.Id("scoreScaleSourcedId"));
        yield return scored == "lineItemSourcedId"
            ? new AssignmentScaleArrival { Line = row.Line, Ends = Ends(row), LinkId = link, AssignmentId = thing, ScaleId = scale }
            : new ResultScaleArrival { Line = row.Line, Ends = Ends(row), LinkId = link, ResultId = thing, ScaleId = scale };
    }

    /// <summary>Both files.</summary>
    public static IReadOnlyList<OneRosterScaleLinks> Files { get; } =
    [
        new("lineItemScoreScales", "lineItemSourcedId"),
        new("resultScoreScales", "resultSourcedId"),
    ];
}
