using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's student section associations: who learns in which section, from when to when.</summary>
public sealed class EdFiSectionEnrollments() : EdFiFormat("StudentEnrollment", "studentSectionAssociations", "StudentSectionAssociation")
{
    public override Turn Turn => Turn.SectionEnrollments;
    public override IReadOnlyList<string> Headers => ["studentReference.studentUniqueId", .. SectionColumns("sectionReference"), "beginDate"];
    public override IReadOnlyList<string> MoreHeaders => ["endDate"];
    public override string SchoolColumn => "sectionReference.schoolId";

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var (begin, end) = (row.Date("beginDate"), row.DateOrNull("endDate"));
        if (end < begin)
            row.Reject("endDate", "exit-before-entry", "The end lies before the beginning.", "Correct one of the two dates.");
        yield return new SectionEnrollmentArrival
        {
            Line = row.Line,
            EnrollmentId = FormattableString.Invariant($"{begin:yyyy-MM-dd}"),
            SectionId = Section(row, "sectionReference"),
            StudentId = row.StudentId("studentReference.studentUniqueId"),
            SchoolId = row.SchoolId("sectionReference.schoolId"),
            BeginDate = begin,
            EndDate = end,
        };
    }
}
