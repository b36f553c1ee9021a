using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>
/// A saved page of what was deleted in an Ed-Fi API since a change version. It names records by the API's own ids, which no other file carries, so it is kept
/// and ends nothing; the sync that pulls from the API itself does.
/// </summary>
public sealed class EdFiDeletes() : EdFiFormat("deletes", "deletes")
{
    public override Turn Turn => Turn.Rest;
    public override IReadOnlyList<string> Headers => ["id", "changeVersion"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        row.Note("told of a record that was deleted in the API; that was kept and ended nothing, so pull from the API or send a full export");
        yield return Whole(row, "deletion", row.Id("id"));
    }
}
