namespace DataDrivenDecisions.SampleDistrict;

/// <summary>Everything that happens in the sample district, before it is written as files.</summary>
internal sealed class District
{
    public required SampleOptions Options { get; init; }
    public required IReadOnlyList<Student> Students { get; init; }
    public required Timetable Timetable { get; init; }
    public required IReadOnlyList<StaffMember> Staff { get; init; }
    public required Incidents Incidents { get; init; }
    public required Attendance Attendance { get; init; }
    public required Marks Marks { get; init; }

    public static District Live(SampleOptions options, IProgress<string>? progress = null)
    {
        progress?.Report("Enrolling the students of four years");
        var students = Population.Build(options);
        var timetable = Timetable.Build(options, students);
        progress?.Report("Taking attendance");
        var incidents = Incidents.Build(options, students);
        var attendance = Attendance.Build(options, students, incidents);
        progress?.Report("Posting marks");
        return new District
        {
            Options = options,
            Students = students,
            Timetable = timetable,
            Staff = SampleDistrict.Staff.All(options, timetable),
            Incidents = incidents,
            Attendance = attendance,
            Marks = Marks.Build(options, timetable, attendance),
        };
    }
}
