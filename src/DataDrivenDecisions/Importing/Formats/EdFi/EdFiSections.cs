using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's sections: classes of a course in one session of one school.</summary>
public sealed class EdFiSections() : EdFiFormat("MasterSchedule", "sections", "Section")
{
    const string Offering = "courseOfferingReference";

    public override Turn Turn => Turn.Sections;
    public override IReadOnlyList<string> Headers =>
        ["sectionIdentifier|uniqueSectionCode", Offering + ".localCourseCode", Offering + ".schoolId", Offering + ".schoolYear", $"{Offering}.sessionName|{Offering}.termDescriptor|{Offering}.Term"];

    public override IReadOnlyList<string> MoreHeaders =>
        ["sectionName", "classPeriods.classPeriodReference.classPeriodName|ClassPeriodReference.ClassPeriodName", "offeredGradeLevels.gradeLevelDescriptor|OfferedGradeLevel"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var code = row.Text(Offering + ".localCourseCode");
        var session = Key(row, Offering + ".schoolId", Offering + ".schoolYear", Offering + ".sessionName");
        yield return new SectionArrival
        {
            Line = row.Line,
            SectionId = Key(row, Offering + ".schoolId", Offering + ".schoolYear", Offering + ".sessionName", Offering + ".localCourseCode", "sectionIdentifier"),
            Title = row.TextOrNull("sectionName") ?? code,
            Code = row.Text("sectionIdentifier"),
            Kind = "scheduled",
            CourseId = row.Context.EdFi.CourseOf(row.Text(Offering + ".schoolId"), code),
            SchoolId = row.SchoolId(Offering + ".schoolId"),
            SessionIds = [session],
            Grades = Codes(row, "offeredGradeLevels.gradeLevelDescriptor") is { Count: > 0 } grades ? string.Join(", ", grades) : null,
            Periods = Values(row, "classPeriods.classPeriodReference.classPeriodName") is { Count: > 0 } periods ? string.Join(", ", periods.Where(p => p.Length > 0)) : null,
        };
    }
}
