using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One student's year so far row by row, each with the file and line it came from: what indicators are opened with.</summary>
public sealed record StudentRows
{
    /// <summary>The same rows as the indicators judge them.</summary>
    public required StudentYear Student { get; init; }

    /// <summary>The last day that is looked at.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>School days, oldest first.</summary>
    public IReadOnlyList<CountedDay> Days { get; init; } = [];

    /// <summary>Rows of attendance, oldest first.</summary>
    public IReadOnlyList<AttendanceRecord> Attendance { get; init; } = [];

    /// <summary>Marks known by then, oldest first.</summary>
    public IReadOnlyList<StudentMark> Marks { get; init; } = [];

    /// <summary>Parts in incidents, oldest first.</summary>
    public IReadOnlyList<StudentIncident> Incidents { get; init; } = [];

    /// <summary>Enrollments of the year, oldest first.</summary>
    public IReadOnlyList<StudentSpell> Spells { get; init; } = [];

    /// <summary>Answers of the year on devices and internet at home, oldest first.</summary>
    public IReadOnlyList<StudentDevice> Devices { get; init; } = [];

    /// <summary>One student's rows of a year up to a day; null for a student who was not placed in it, or whom the viewer may not see.</summary>
    /// <param name="ask">Who answers.</param>
    /// <param name="studentKey">The warehouse's key.</param>
    /// <param name="year">The school year.</param>
    /// <param name="asOf">The last day looked at.</param>
    /// <param name="incidentsAreSent">Somebody sends incidents, so that a student whom none names has none. One student's rows cannot tell it.</param>
    /// <param name="stop">Stops between questions.</param>
    public static StudentRows? Gather(IAsk ask, int studentKey, SchoolYear year, DateOnly asOf, bool incidentsAreSent, CancellationToken stop = default)
    {
        if (ask.Ask(StudentPlacement.Of(studentKey, year, asOf), stop) is not [var placement])
            return null;
        StudentMark[] marks = [.. ask.Ask(StudentMark.WithSource(studentKey, year, asOf), stop).OrderBy(m => m.KnownOn).ThenBy(m => m.IsDeciding).ThenBy(m => m.Line)];
        var incidents = One(ask.Ask(StudentIncidents.Of(studentKey, year, asOf), stop));
        StudentDevice[] devices = [.. ask.Ask(StudentDevice.Of(studentKey, year, asOf), stop).OrderBy(d => d.SurveyDate)];
        StudentScore[] scores = [.. ask.Ask(StudentScore.Of(studentKey, asOf), stop).Where(s => s.TestDate >= year.FirstDay).OrderBy(s => s.TestDate).ThenBy(s => s.Line)];
        return new StudentRows
        {
            AsOf = asOf,
            Days = [.. ask.Ask(CountedDay.Of(studentKey, year.FirstDay, asOf), stop).OrderBy(d => d.Day).ThenBy(d => d.SchoolKey)],
            Attendance = [.. ask.Ask(AttendanceRecord.Of(studentKey, year.FirstDay, asOf), stop).OrderBy(a => a.Day).ThenBy(a => a.Line)],
            Marks = marks,
            Incidents = [.. ask.Ask(StudentIncident.Of(studentKey, year.Ends), stop).Where(i => i.Day <= asOf).OrderBy(i => i.Day).ThenBy(i => i.Line)],
            Spells = [.. ask.Ask(StudentSpell.Of(studentKey), stop).Where(s => s.SchoolYear == year.Ends && s.EntryDate <= asOf).OrderBy(s => s.EntryDate).ThenBy(s => s.SchoolKey)],
            Devices = devices,
            Student = new StudentYear
            {
                Device = devices.Length > 0 ? devices[^1] : null,
                Placement = placement,
                Runs = ask.Ask(AbsenceRun.Of(studentKey, year.FirstDay, asOf), stop),
                Scores = scores,
                Attendance = One(ask.Ask(StudentAttendance.Of(studentKey, year.FirstDay, asOf), stop)),
                RecentAttendance = One(ask.Ask(StudentAttendance.Of(studentKey, asOf.AddDays(1 - StudentYear.RecentDays), asOf), stop)),
                Marks = marks,
                Incidents = incidents ?? (incidentsAreSent ? new StudentIncidents { StudentKey = studentKey, Incidents = 0 } : null),
            },
        };
    }

    static T? One<T>(IReadOnlyList<T> rows)
        where T : class => rows is [var one, ..] ? one : null;
}
