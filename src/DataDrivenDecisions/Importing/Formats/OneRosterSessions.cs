using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>OneRoster's school years, semesters, terms and grading periods.</summary>
public sealed class OneRosterSessions : OneRosterFormat
{
    // A summer session may begin a little before or after the year that it belongs to.
    const int DaysAroundYear = 62;

    static readonly Dictionary<string, string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["schoolYear"] = "schoolYear", ["semester"] = "semester", ["term"] = "term", ["gradingPeriod"] = "gradingPeriod",
        ["year"] = "schoolYear", ["trimester"] = "term", ["quarter"] = "gradingPeriod",
    };

    public override string File => "academicSessions";
    public override Turn Turn => Turn.Sessions;
    public override IReadOnlyList<string> Headers => ["sourcedId", "title", "type", "startDate", "endDate"];
    public override IReadOnlyList<string> MoreHeaders => [.. base.MoreHeaders, "parentSourcedId", "schoolYear"];

    protected override IEnumerable<Arrival> Read(Row row)
    {
        var first = row.Date("startDate");
        var end = row.Date("endDate");
        yield return new SessionArrival
        {
            Line = row.Line,
            Ends = Ends(row),
            SessionId = row.Id("sourcedId"),
            Title = row.Text("title"),
            Kind = Kind(row),
            FirstDay = first,
            LastDay = LastDay(row, first, "endDate") ?? end,
            ParentId = row.TextOrNull("parentSourcedId"),
            Year = Year(row, first),
        };
    }

    static string Kind(Row row)
    {
        var type = row.Text("type").Replace(" ", "", StringComparison.Ordinal);
        if (Kinds.TryGetValue(type, out var kind))
            return kind;
        row.Reject("type", "code-unknown", "This is no kind of session that OneRoster has.", "Use schoolYear, semester, term or gradingPeriod.");
        return type;
    }

    // The year is named by its end; sources that name it by its beginning are found out by the dates.
    static SchoolYear? Year(Row row, DateOnly first)
    {
        var year = row.YearOrNull("schoolYear");
        if (year is { } y && first >= y.FirstDay.AddDays(-DaysAroundYear) && first <= y.LastDay.AddDays(DaysAroundYear))
            return year;
        if (year is not null)
            row.Note("named a school year that does not hold the session's first day; the year of that day was taken");
        return SchoolYear.Of(first);
    }
}
