using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>OneRoster's classes: the sections in which courses are taught.</summary>
public sealed class OneRosterClasses : OneRosterFormat
{
    public override string File => "classes";
    public override Turn Turn => Turn.Sections;
    public override IReadOnlyList<string> Headers => ["sourcedId", "title", "courseSourcedId", "schoolSourcedId"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        .. base.MoreHeaders, "classCode", "classType", "grades|grade", "location", "termSourcedIds|termSourcedId", "subjects|subject", "subjectCodes", "periods",
    ];

    protected override IEnumerable<Arrival> Read(Row row)
    {
        yield return new SectionArrival
        {
            Line = row.Line,
            Ends = Ends(row),
            SectionId = row.Id("sourcedId"),
            Title = row.Text("title"),
            Code = row.TextOrNull("classCode"),
            Kind = row.TextOrNull("classType")?.ToLowerInvariant(),
            CourseId = row.TextOrNull("courseSourcedId"),
            SchoolId = row.TextOrNull("schoolSourcedId"),
            SessionIds = row.List("termSourcedIds"),
            Grades = row.TextOrNull("grades"),
            Subject = row.TextOrNull("subjects"),
            Periods = row.TextOrNull("periods"),
        };
    }
}
