using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's sessions: the semesters, terms and quarters of one school.</summary>
public sealed class EdFiSessions() : EdFiFormat("EducationOrgCalendar", "sessions", "Session")
{
    static readonly CodeTable<string> Terms = new("term", "term", "a term",
        ("Fall Semester", "semester"), ("Spring Semester", "semester"), ("First Semester", "semester"), ("Second Semester", "semester"), ("Summer Semester", "semester"),
        ("MiniTerm", "term"), ("Summer Term", "term"), ("First Trimester", "term"), ("Second Trimester", "term"), ("Third Trimester", "term"), ("Trimester", "term"),
        ("First Quarter", "term"), ("Second Quarter", "term"), ("Third Quarter", "term"), ("Fourth Quarter", "term"), ("Quarter", "term"), ("Quinmester", "term"),
        ("Year Round", "schoolYear"), ("Other", "term"));

    public override Turn Turn => Turn.Sessions;
    public override IReadOnlyList<string> Headers => ["sessionName|termDescriptor|Term", "schoolReference.schoolId", "beginDate", "endDate"];
    public override IReadOnlyList<string> MoreHeaders => ["schoolYearTypeReference.schoolYear|SchoolYear", "termDescriptor|Term"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var first = row.Date("beginDate");
        var last = row.Date("endDate");
        if (last < first)
            row.Reject("endDate", "exit-before-entry", "The end lies before the beginning.", "Correct one of the two dates.");
        yield return new SessionArrival
        {
            Line = row.Line,
            SessionId = Key(row, "schoolReference.schoolId", "schoolYearTypeReference.schoolYear", "sessionName"),
            Title = Code(row, "sessionName") ?? "",
            Kind = Code(row, "termDescriptor") is { } term ? Terms.Of(row, term) : "term",
            FirstDay = first,
            LastDay = last,
            Year = row.YearOrNull("schoolYearTypeReference.schoolYear"),
        };
    }
}
