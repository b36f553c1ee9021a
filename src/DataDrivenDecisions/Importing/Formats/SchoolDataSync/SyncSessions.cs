using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v2.1's school years and terms. It names a year by its beginning, so the dates decide.</summary>
public sealed class SyncSessions() : SchoolDataSyncFormat("2.1", "academicSessions")
{
    static readonly Dictionary<string, string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["schoolYear"] = "schoolYear", ["semester"] = "semester", ["term"] = "term", ["trimester"] = "term", ["quarter"] = "term", ["gradingPeriod"] = "gradingPeriod", ["hexamester"] = "term", ["termPeriod"] = "term",
    };

    public override Turn Turn => Turn.Sessions;
    public override bool NeedsFamily => true;
    public override IReadOnlyList<string> Headers => ["sourcedId", "title", "type", "startDate", "endDate"];
    public override IReadOnlyList<string> MoreHeaders => ["schoolYear"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var (first, last) = (row.Date("startDate"), row.Date("endDate"));
        if (last < first)
            row.Reject("endDate", "exit-before-entry", "The end lies before the beginning.", "Correct one of the two dates.");
        yield return new SessionArrival
        {
            Line = row.Line,
            SessionId = row.Id("sourcedId"),
            Title = row.Text("title"),
            Kind = Kinds.GetValueOrDefault(row.Text("type"), "term"),
            FirstDay = first,
            LastDay = last,
            Year = SchoolYear.Of(first),
        };
    }
}
