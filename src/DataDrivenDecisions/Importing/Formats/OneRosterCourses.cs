using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>OneRoster's course catalog.</summary>
public sealed class OneRosterCourses : OneRosterFormat
{
    public override string File => "courses";
    public override Turn Turn => Turn.Courses;
    public override IReadOnlyList<string> Headers => ["sourcedId", "title", "orgSourcedId"];
    public override IReadOnlyList<string> MoreHeaders => [.. base.MoreHeaders, "courseCode", "grades|grade", "subjects|subject", "subjectCodes", "schoolYearSourcedId|schoolYearId"];

    protected override IEnumerable<Arrival> Read(Row row)
    {
        yield return new CourseArrival
        {
            Line = row.Line,
            Ends = Ends(row),
            CourseId = row.Id("sourcedId"),
            Title = row.Text("title"),
            Code = row.TextOrNull("courseCode"),
            Subject = row.TextOrNull("subjects"),
            SubjectCode = row.TextOrNull("subjectCodes"),
            Grades = row.TextOrNull("grades"),
            OrgId = row.TextOrNull("orgSourcedId"),
        };
    }
}
