using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's grading periods of one school.</summary>
public sealed class EdFiGradingPeriods() : EdFiFormat("EducationOrgCalendar", "gradingPeriods", "GradingPeriod")
{
    public override Turn Turn => Turn.Sessions;
    public override IReadOnlyList<string> Headers => ["gradingPeriodDescriptor|GradingPeriod", "schoolReference.schoolId", "beginDate", "endDate"];
    public override IReadOnlyList<string> MoreHeaders => ["schoolYearTypeReference.schoolYear|SchoolYear", "periodSequence", "gradingPeriodName"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var first = row.Date("beginDate");
        var last = row.Date("endDate");
        if (last < first)
            row.Reject("endDate", "exit-before-entry", "The end lies before the beginning.", "Correct one of the two dates.");
        yield return new SessionArrival
        {
            Line = row.Line,
            SessionId = Key(row, "schoolReference.schoolId", "schoolYearTypeReference.schoolYear", "gradingPeriodDescriptor") + (row.TextOrNull("periodSequence") is { } place ? "/" + place : ""),
            Title = row.TextOrNull("gradingPeriodName") ?? Code(row, "gradingPeriodDescriptor") ?? "",
            Kind = "gradingPeriod",
            FirstDay = first,
            LastDay = last,
            Year = row.YearOrNull("schoolYearTypeReference.schoolYear"),
        };
    }
}
