using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>OneRoster's enrollments: who learns and who teaches in which class. They say nothing of entry to a school.</summary>
public sealed class OneRosterEnrollments : OneRosterFormat
{
    public override string File => "enrollments";
    public override Turn Turn => Turn.SectionEnrollments;
    public override IReadOnlyList<string> Headers => ["sourcedId", "classSourcedId", "userSourcedId", "role"];
    public override IReadOnlyList<string> MoreHeaders => [.. base.MoreHeaders, "schoolSourcedId", "primary", "beginDate", "endDate"];

    protected override IEnumerable<Arrival> Read(Row row)
    {
        var begin = row.DateOrNull("beginDate");
        var last = LastDay(row, begin, "endDate");
        // An enrollment that was switched off must not leave its section's teacher looking at a student who has gone.
        var ends = Ends(row) || IsInactive(row);
        switch (OneRosterUsers.KindOf(row.Text("role")))
        {
            case PersonKinds.Student:
                yield return new SectionEnrollmentArrival
                {
                    Line = row.Line,
                    Ends = ends,
                    EnrollmentId = row.Id("sourcedId"),
                    SectionId = row.Id("classSourcedId"),
                    StudentId = row.StudentId("userSourcedId"),
                    SchoolId = row.TextOrNull("schoolSourcedId"),
                    BeginDate = begin,
                    EndDate = last,
                };
                break;
            case PersonKinds.Staff:
                yield return new SectionStaffArrival
                {
                    Line = row.Line,
                    Ends = ends,
                    EnrollmentId = row.Id("sourcedId"),
                    SectionId = row.Id("classSourcedId"),
                    StaffId = row.Id("userSourcedId"),
                    SchoolId = row.TextOrNull("schoolSourcedId"),
                    IsPrimary = row.FlagOrNull("primary") ?? false,
                    BeginDate = begin,
                    EndDate = last,
                };
                break;
            default:
                row.Reject("role", "code-unknown", "This is no role that somebody can have in a class.", "Use student, teacher, administrator or proctor.");
                break;
        }
    }
}
