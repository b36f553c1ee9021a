using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's student school associations: a student's entry into a school, grade, and exit with its reason.</summary>
public sealed class EdFiSchoolEnrollments() : EdFiFormat("StudentEnrollment", "studentSchoolAssociations", "StudentSchoolAssociation")
{
    public override Turn Turn => Turn.SchoolEnrollments;
    public override IReadOnlyList<string> Headers => ["studentReference.studentUniqueId", "schoolReference.schoolId", "entryDate"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        "entryGradeLevelDescriptor|EntryGradeLevel", "entryTypeDescriptor|EntryType", "exitWithdrawDate", "exitWithdrawTypeDescriptor|ExitWithdrawType",
        "schoolYearTypeReference.schoolYear|SchoolYear",
    ];

    public override string SchoolColumn => "schoolReference.schoolId";

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var entry = row.Date("entryDate");
        var exit = row.DateOrNull("exitWithdrawDate");
        if (exit < entry)
            row.Reject("exitWithdrawDate", "exit-before-entry", "The exit lies before the entry.", "Correct one of the two dates.");
        yield return new SchoolEnrollmentArrival
        {
            Line = row.Line,
            StudentId = row.StudentId("studentReference.studentUniqueId"),
            SchoolId = row.SchoolId("schoolReference.schoolId"),
            Year = row.YearOrNull("schoolYearTypeReference.schoolYear") ?? SchoolYear.Of(entry),
            Grade = Grade(row, "entryGradeLevelDescriptor"),
            EntryDate = entry,
            EntryReason = Code(row, "entryTypeDescriptor"),
            ExitDate = exit,
            ExitReason = Code(row, "exitWithdrawTypeDescriptor"),
        };
    }
}
