using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>OneRoster 1.2's links to learning objectives: which standards a line item shows, and what a single result shows of one, with a score of its own where there is one.</summary>
/// <param name="file">The file's name in the bundle without its ending.</param>
/// <param name="shown">The column that names what shows the objective.</param>
public sealed class OneRosterLearningObjectives(string file, string shown) : OneRosterFormat
{
    const string Result = "resultSourcedId";

    public override string File => file;
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["sourcedId", shown, "source", "learningObjectiveId"];
    public override IReadOnlyList<string> MoreHeaders => shown == Result ? [.. base.MoreHeaders, "score", "textScore"] : base.MoreHeaders;

    protected override IEnumerable<Arrival> Read(Row row)
    {
        var (link, thing, source, standard) = (row.Id("sourcedId"), row.Id(shown), row.Text("source"), row.Id("learningObjectiveId"));
        yield return shown == Result
            ? new ResultStandardArrival
            {
                Line = row.Line, Ends = Ends(row), LinkId = link, ResultId = thing, Source = source, Standard = standard, ScorePoints = row.DecimalOrNull("score"), TextScore = row.TextOrNull("textScore"),
            }
            : new AssignmentStandardArrival { Line = row.Line, Ends = Ends(row), LinkId = link, AssignmentId = thing, Source = source, Standard = standard };
    }

    /// <summary>Both files.</summary>
    public static IReadOnlyList<OneRosterLearningObjectives> Files { get; } = [new("lineItemLearningObjectiveIds", "lineItemSourcedId"), new("resultLearningObjectiveIds", Result)];
}
