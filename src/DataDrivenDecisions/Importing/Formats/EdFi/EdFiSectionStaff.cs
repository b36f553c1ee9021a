using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's staff section associations: who teaches which section, and who is the teacher of record.</summary>
public sealed class EdFiSectionStaff() : EdFiFormat("StaffAssociation", "staffSectionAssociations", "StaffSectionAssociation")
{
    static readonly CodeTable<bool> Positions = new("classroom position", false, "not the teacher of record",
        ("Teacher of Record", true), ("Lead Teacher", true), ("Assistant Teacher", false), ("Co-Teacher", false), ("Substitute Teacher", false), ("Support Teacher", false), ("Paraprofessional", false));

    public override Turn Turn => Turn.SectionEnrollments;
    public override IReadOnlyList<string> Headers => ["staffReference.staffUniqueId", .. SectionColumns("sectionReference")];
    public override IReadOnlyList<string> MoreHeaders => ["classroomPositionDescriptor|ClassroomPosition", "beginDate", "endDate"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var begin = row.DateOrNull("beginDate");
        yield return new SectionStaffArrival
        {
            Line = row.Line,
            EnrollmentId = begin is null ? "association" : FormattableString.Invariant($"{begin:yyyy-MM-dd}"),
            SectionId = Section(row, "sectionReference"),
            StaffId = row.Id("staffReference.staffUniqueId"),
            SchoolId = row.SchoolId("sectionReference.schoolId"),
            IsPrimary = Code(row, "classroomPositionDescriptor") is { } position && Positions.Of(row, position),
            BeginDate = begin,
            EndDate = row.DateOrNull("endDate"),
        };
    }
}
