using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v1's sections, each with its term and course on the same row.</summary>
public sealed class SyncSection() : SchoolDataSyncFormat("1", "Section")
{
    public override Turn Turn => Turn.Sections;
    public override IReadOnlyList<string> Headers => ["SIS ID", "School SIS ID", "Section Name"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        "Section Number", "Term SIS ID", "Term Name", "Term StartDate", "Term EndDate", "Course SIS ID", "Course Name", "Course Number", "Course Subject", "Course Description", "Periods", "Status",
    ];

    public override string SchoolColumn => "School SIS ID";

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var school = row.SchoolId("School SIS ID");
        var (term, course) = (row.TextOrNull("Term SIS ID"), row.TextOrNull("Course SIS ID"));
        yield return new SectionArrival
        {
            Line = row.Line,
            SectionId = row.Id("SIS ID"),
            Title = row.Text("Section Name"),
            Code = row.TextOrNull("Section Number"),
            CourseId = course,
            SchoolId = school,
            SessionIds = term is null ? [] : [term],
            Subject = row.TextOrNull("Course Subject"),
            Periods = row.TextOrNull("Periods"),
        };
        if (course is not null)
            yield return new CourseArrival { Line = row.Line, CourseId = course, Title = row.TextOrNull("Course Name") ?? course, Code = row.TextOrNull("Course Number"), Subject = row.TextOrNull("Course Subject"), OrgId = school };
        var (first, last) = (row.DateOrNull("Term StartDate"), row.DateOrNull("Term EndDate"));
        if (last < first)
            row.Reject("Term EndDate", "exit-before-entry", "The end lies before the beginning.", "Correct one of the two dates.");
        if (term is not null && first is { } begin && last is { } end)
            yield return new SessionArrival { Line = row.Line, SessionId = term, Title = row.TextOrNull("Term Name") ?? term, Kind = "term", FirstDay = begin, LastDay = end, Year = SchoolYear.Of(begin) };
    }
}
