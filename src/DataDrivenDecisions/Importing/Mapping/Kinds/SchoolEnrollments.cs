using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Mapping.Kinds;

/// <summary>Who was enrolled in which school, from when to when.</summary>
internal sealed class SchoolEnrollments : ContentKind
{
    public override string Name => "enrollments";
    public override string Title => "School enrollment";
    public override string OneRowIs => "one student’s time in one school";
    public override Turn Turn => Turn.SchoolEnrollments;
    public override IReadOnlyList<string> Telling => ["entry_date", "exit_date"];
    public override IReadOnlyList<string> FileWords => ["enrollment", "enrollments", "entry withdrawal", "membership", "admissions"];

    public override IReadOnlyList<ContentField> Fields { get; } =
    [
        CommonFields.Student,
        CommonFields.School,
        new() { Name = "entry_date", Label = "First day enrolled", Type = FieldType.Date, IsRequired = true, AlsoCalled = ["entry date", "enter date", "enrollment date", "enroll date", "start date", "begin date", "admission date", "date in", "entered"] },
        new()
        {
            Name = "exit_date", Label = "Last day enrolled", Type = FieldType.Date,
            AlsoCalled = ["exit date", "withdraw date", "withdrawal date", "leave date", "end date", "exit withdraw date", "drop date", "date out", "left"],
        },
        CommonFields.Year,
        CommonFields.Grade,
        new() { Name = "entry_reason", Label = "Why entered", AlsoCalled = ["entry code", "entry reason", "enter reason", "enrollment code", "entry type", "enter code", "admission code"] },
        new() { Name = "exit_reason", Label = "Why left", AlsoCalled = ["exit reason", "withdraw reason", "exit code", "withdrawal code", "leave reason", "exit type", "withdraw code", "leave code", "why left"] },
    ];

    internal override IEnumerable<Arrival> Read(MappedRow row)
    {
        var (entry, exit) = (row.Date("entry_date"), row.DateOrNull("exit_date"));
        if (exit < entry)
            row.Reject("exit_date", "exit-before-entry", "The exit lies before the entry.", "Correct one of the two dates.");
        yield return new SchoolEnrollmentArrival
        {
            Line = row.Line,
            StudentId = row.Student(),
            SchoolId = row.School(),
            Year = row.Year(entry),
            Grade = row.GradeOrNull(),
            EntryDate = entry,
            EntryReason = row.TextOrNull("entry_reason"),
            ExitDate = exit,
            ExitReason = row.TextOrNull("exit_reason"),
        };
    }
}
