using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's attendance events of a student, by school and day or by section; mostly only what was not simply present.</summary>
/// <param name="resource">The resource's name in the API.</param>
/// <param name="element">The element's name in XML.</param>
/// <param name="reference">The reference that names the school: to the school itself or to a section.</param>
public sealed class EdFiAttendance(string resource, string element, string reference) : EdFiFormat("StudentAttendance", resource, element)
{
    // AttendanceEventCategory codes of Data Standard 5.2, and what implementations add most often.
    static readonly CodeTable<AttendanceMeaning> Categories = new("attendance category", new(AttendanceStatus.Unknown), "unknown",
        ("In Attendance", new(AttendanceStatus.Present)), ("Present", new(AttendanceStatus.Present)), ("Tardy", new(AttendanceStatus.Tardy)),
        ("Early departure", new(AttendanceStatus.Tardy)), ("Partial", new(AttendanceStatus.Partial)), ("Excused Absence", new(AttendanceStatus.Absent, IsExcused: true)),
        ("Unexcused Absence", new(AttendanceStatus.Absent)), ("Absent", new(AttendanceStatus.Absent)),
        ("Out of School Suspension", new(AttendanceStatus.Absent, IsExcused: true, IsSuspension: true)), ("In School Suspension", new(AttendanceStatus.Present, IsSuspension: true)));

    readonly string _reference = reference;

    public override Turn Turn => Turn.Events;

    public override IReadOnlyList<string> Headers =>
    [
        "studentReference.studentUniqueId", "eventDate|AttendanceEvent.EventDate", "attendanceEventCategoryDescriptor|AttendanceEvent.AttendanceEventCategory",
        .. IsBySection ? SectionColumns(_reference) : [_reference + ".schoolId"],
    ];

    public override IReadOnlyList<string> MoreHeaders =>
        ["attendanceEventReason|AttendanceEvent.AttendanceEventReason", "eventDuration|AttendanceEvent.EventDuration", "sessionReference.schoolYear", "classPeriods.classPeriodReference.classPeriodName|ClassPeriodReference.ClassPeriodName"];

    // The category is part of an event's key: "Partial" may stand beside "Excused Absence", and neither corrects the other.
    public override string? WhatCountsOfSeveral =>
        "Of several events of one student, place and day the one that misses most counts, and of equal ones an absence before a late arrival and an unexcused one before an excused one.";

    public override string SchoolColumn => _reference + ".schoolId";

    bool IsBySection => _reference == "sectionReference";

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var school = row.SchoolId(SchoolColumn);
        var code = Code(row, "attendanceEventCategoryDescriptor") ?? row.Text("attendanceEventCategoryDescriptor");
        var meaning = Categories.Of(row, code);
        var portion = row.DecimalOrNull("eventDuration", 0, 1);
        yield return new AttendanceArrival
        {
            Line = row.Line,
            StudentId = row.StudentId("studentReference.studentUniqueId"),
            SchoolId = school,
            // Not held against the calendar: an interchange may bring the calendar of a few students or days alone.
            Day = row.PastDate("eventDate"),
            Year = row.YearOrNull(IsBySection ? "sectionReference.schoolYear" : "sessionReference.schoolYear"),
            Period = First(row, "classPeriods.classPeriodReference.classPeriodName"),
            SectionId = IsBySection ? Section(row, _reference) : null,
            Code = code,
            Status = meaning.StatusFor(portion),
            PortionAbsent = meaning.PortionFor(portion),
            IsExcused = meaning.IsExcused,
            IsSuspension = meaning.IsSuspension,
            Reason = row.TextOrNull("attendanceEventReason"),
        };
    }

    /// <summary>Both kinds of event.</summary>
    public static IReadOnlyList<EdFiAttendance> Files { get; } =
    [
        new("studentSchoolAttendanceEvents", "StudentSchoolAttendanceEvent", "schoolReference"),
        new("studentSectionAttendanceEvents", "StudentSectionAttendanceEvent", "sectionReference"),
    ];
}
