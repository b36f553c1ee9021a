using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's word that a section's attendance was taken: the school has submitted that day.</summary>
public sealed class EdFiAttendanceTaken() : EdFiFormat("StudentAttendance", "sectionAttendanceTakenEvents", "SectionAttendanceTakenEvent")
{
    public override Turn Turn => Turn.Calendars;
    public override IReadOnlyList<string> Headers => ["sectionReference.schoolId", "sectionReference.sectionIdentifier", "calendarDateReference.date"];
    public override IReadOnlyList<string> MoreHeaders => ["eventDate"];
    public override string SchoolColumn => "sectionReference.schoolId";

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        yield return new AttendanceSubmittedArrival { Line = row.Line, SchoolId = row.SchoolId("sectionReference.schoolId"), Day = row.PastDate("calendarDateReference.date") };
    }
}
