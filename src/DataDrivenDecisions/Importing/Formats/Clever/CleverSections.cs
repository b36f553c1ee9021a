using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.Clever;

/// <summary>Clever's sections, each with its teachers, course and term on the same row.</summary>
public sealed class CleverSections() : CleverFormat("sections")
{
    static readonly string[] Teachers = ["Teacher_id", .. Enumerable.Range(2, 9).Select(n => FormattableString.Invariant($"Teacher_{n}_id"))];

    public override Turn Turn => Turn.Sections;
    public override IReadOnlyList<string> Headers => ["School_id", "Section_id", "Teacher_id"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        .. Teachers.Skip(1), "Name|Section_name", "Section_number", "Grade", "Course_name", "Course_number", "Course_description", "Period", "Subject", "Term_name", "Term_start", "Term_end",
    ];

    public override string SchoolColumn => "School_id";

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var (school, section) = (row.SchoolId("School_id"), row.Id("Section_id"));
        var course = row.TextOrNull("Course_number") is { } number ? $"{school}/{number}" : null;
        var (first, last) = (row.DateOrNull("Term_start"), row.DateOrNull("Term_end"));
        if (last < first)
            row.Reject("Term_end", "exit-before-entry", "The end lies before the beginning.", "Correct one of the two dates.");
        // Terms have no id of their own: name and first day tell them apart.
        var term = first is null ? null : FormattableString.Invariant($"{school}/{row.TextOrNull("Term_name") ?? "term"}/{first:yyyy-MM-dd}");
        row.Text("Teacher_id");
        yield return new SectionArrival
        {
            Line = row.Line,
            SectionId = section,
            Title = row.TextOrNull("Name") ?? row.TextOrNull("Course_name") ?? section,
            Code = row.TextOrNull("Section_number"),
            CourseId = course,
            SchoolId = school,
            SessionIds = term is null ? [] : [term],
            Grades = row.TextOrNull("Grade"),
            Subject = row.TextOrNull("Subject"),
            Periods = row.TextOrNull("Period"),
        };
        if (course is not null)
            yield return new CourseArrival { Line = row.Line, CourseId = course, Title = row.TextOrNull("Course_name") ?? course, Code = row.TextOrNull("Course_number"), Subject = row.TextOrNull("Subject"), OrgId = school };
        if (first is { } begin && last is { } end)
            yield return new SessionArrival { Line = row.Line, SessionId = term!, Title = row.TextOrNull("Term_name") ?? "Term", Kind = "term", FirstDay = begin, LastDay = end, Year = SchoolYear.Of(begin) };
        foreach (var column in Teachers)
            if (row.TextOrNull(column) is { } teacher)
                yield return new SectionStaffArrival { Line = row.Line, EnrollmentId = $"{section}/{teacher}", SectionId = section, StaffId = teacher, SchoolId = school, IsPrimary = column == "Teacher_id" };
    }
}
