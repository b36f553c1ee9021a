using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Mapping.Kinds;

/// <summary>The classes of the schools, one row each, with their courses.</summary>
internal sealed class ClassList : ContentKind
{
    public override string Name => "classes";
    public override string Title => "Classes";
    public override string OneRowIs => "one class of one course";
    public override Turn Turn => Turn.Sections;
    public override IReadOnlyList<string> Telling => ["title", "section", "course"];
    public override bool IsRoster => true;
    public override IReadOnlyList<string> FileWords => ["sections", "classes", "courses"];

    public override IReadOnlyList<ContentField> Fields { get; } =
    [
        CommonFields.Section,
        new() { Name = "title", Label = "Name of the class", IsRequired = true, AlsoCalled = ["title", "course title", "course name", "class name", "section name", "course description", "class title"] },
        new() { Name = "course", Label = "Course", Type = FieldType.Id, AlsoCalled = ["course id", "course number", "course code", "course"] },
        CommonFields.SchoolWhereKnown,
        new() { Name = "subject", Label = "Subject", AlsoCalled = ["subject", "department", "subject area", "content area"] },
        new() { Name = "periods", Label = "Periods", AlsoCalled = ["period", "periods", "block", "expression"] },
    ];

    internal override IEnumerable<Arrival> Read(MappedRow row)
    {
        var (title, course) = (row.Text("title"), row.TextOrNull("course"));
        if (course is not null)
            yield return new CourseArrival { Line = row.Line, CourseId = course, Title = title, Subject = row.TextOrNull("subject") };
        yield return new SectionArrival
        {
            Line = row.Line, SectionId = row.Id("section"), Title = title, CourseId = course, SchoolId = row.SchoolOrNull(), Subject = row.TextOrNull("subject"), Periods = row.TextOrNull("periods"),
        };
    }
}
