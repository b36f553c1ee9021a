using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Mapping.Kinds;

/// <summary>Which student sits in which class, from when to when.</summary>
internal sealed class ClassRosters : ContentKind
{
    public override string Name => "class_rosters";
    public override string Title => "Class rosters";
    public override string OneRowIs => "one student in one class";
    public override Turn Turn => Turn.SectionEnrollments;
    public override IReadOnlyList<string> Telling => ["section", "begin_date"];
    public override IReadOnlyList<string> FileWords => ["class roster", "section roster", "schedules", "course enrollment", "class enrollment", "student schedule"];

    public override IReadOnlyList<ContentField> Fields { get; } =
    [
        CommonFields.Student,
        CommonFields.Section,
        CommonFields.SchoolWhereKnown,
        new() { Name = "begin_date", Label = "First day in the class", Type = FieldType.Date, AlsoCalled = ["begin date", "start date", "date enrolled", "enter date", "entry date"] },
        new() { Name = "end_date", Label = "Last day in the class", Type = FieldType.Date, AlsoCalled = ["end date", "date left", "drop date", "exit date", "leave date"] },
    ];

    internal override IEnumerable<Arrival> Read(MappedRow row)
    {
        var (student, section, begin, end) = (row.Student(), row.Id("section"), row.DateOrNull("begin_date"), row.DateOrNull("end_date"));
        if (end < begin)
            row.Reject("end_date", "exit-before-entry", "The end lies before the beginning.", "Correct one of the two dates.");
        yield return new SectionEnrollmentArrival { Line = row.Line, EnrollmentId = $"{section}/{student}", SectionId = section, StudentId = student, SchoolId = row.SchoolOrNull(), BeginDate = begin, EndDate = end };
    }
}
