using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>The SIS's enrollment history: one row per spell of a student in a school, with entry, exit and reason.</summary>
public sealed class SchoolEnrollment : Format<SchoolEnrollmentArrival>
{
    public override string Name => "School enrollment";
    public override string Sample => "sis/school_enrollment.csv";
    public override Turn Turn => Turn.SchoolEnrollments;
    public override IReadOnlyList<string> Headers => ["student_number|student_id", "school_number|school_id", "school_year", "entry_date|enter_date"];
    public override IReadOnlyList<string> MoreHeaders => ["grade_level|grade", "entry_code", "exit_date|withdraw_date|leave_date", "exit_code", "exit_reason"];
    public override string SchoolColumn => "school_number";

    public override string StudentColumn => "student_number";

    public override SchoolEnrollmentArrival Read(Row row)
    {
        var entry = row.Date("entry_date");
        var exit = row.DateOrNull("exit_date");
        if (exit < entry)
            row.Reject("exit_date", "exit-before-entry", "The exit lies before the entry.", "Correct one of the two dates.");
        return new()
        {
            Line = row.Line,
            StudentId = row.StudentId("student_number"),
            SchoolId = row.SchoolId("school_number"),
            Year = row.Year("school_year"),
            Grade = row.GradeOrNull("grade_level"),
            EntryDate = entry,
            EntryReason = row.TextOrNull("entry_code"),
            ExitDate = exit,
            ExitReason = row.TextOrNull("exit_reason") ?? row.TextOrNull("exit_code"),
        };
    }
}
