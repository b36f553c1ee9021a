using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>
/// Everyone's attendance of a year up to a day, or between any two days, from the months that the warehouse keeps up at each load and the days of the months that are not whole.
/// Only who was at two schools on one day is counted day by day. It says what the days say, at a tenth of the work.
/// </summary>
/// <param name="Students">By student; who has no day that counts may be missing.</param>
/// <param name="FromDays">How many students were counted day by day.</param>
public sealed record AttendanceSoFar(IReadOnlyDictionary<int, StudentAttendance> Students, int FromDays)
{
    /// <summary>Runs of days absent by student, where they were asked for together with the sums.</summary>
    public ILookup<int, AbsenceRun>? Runs { get; init; }

    // Each of them is a question of its own; beyond this, and beyond one of so many students, all are counted by their days in one.
    const int MostShared = 40, OneOfMany = 2_000;

    /// <summary>The attendance of the year up to a day, that day included.</summary>
    public static AttendanceSoFar Of(IAsk ask, SchoolYear year, DateOnly asOf, CancellationToken stop = default) => Between(ask, year.FirstDay, asOf, stop);

    /// <summary>The same with the runs. What is asked looks through the days of every school, however few students it is asked of: one answer for many serves several stretches of them.</summary>
    public static AttendanceSoFar WithRuns(IAsk ask, SchoolYear year, DateOnly asOf, CancellationToken stop = default) =>
        Of(ask, year, asOf, stop) with { Runs = ask.Ask(AbsenceRun.Between(year.FirstDay, asOf), stop).ToLookup(r => r.StudentKey) };

    /// <summary>The attendance between two days, both included: of whole months as they are kept, of the days before and after them day by day.</summary>
    public static AttendanceSoFar Between(IAsk ask, DateOnly first, DateOnly last, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var (from, until) = (FirstOfMonth(first) == first ? first : FirstOfMonth(first).AddMonths(1), FirstOfMonth(last.AddDays(1)));
        if (from >= until)
            return ByDays(ask, first, last, stop);
        var shared = ask.Ask(SharedStudent.Between(from, until), stop);
        var students = ask.Ask(StudentMonths.Between(from, until), stop).ToDictionary(m => m.StudentKey, Of);
        if (shared.Count > Math.Max(MostShared, students.Count / OneOfMany))
            return ByDays(ask, first, last, stop);
        foreach (var days in Days(ask, first, from.AddDays(-1), stop).Concat(Days(ask, until, last, stop)))
            students[days.StudentKey] = students.TryGetValue(days.StudentKey, out var months) ? Sum(months, days) : days;
        foreach (var student in shared.SelectMany(s => ask.Ask(StudentAttendance.Of(s.StudentKey, first, last), stop)))
            students[student.StudentKey] = student;
        return new AttendanceSoFar(students, shared.Count);
    }

    static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    static AttendanceSoFar ByDays(IAsk ask, DateOnly first, DateOnly last, CancellationToken stop)
    {
        var all = Days(ask, first, last, stop).ToDictionary(a => a.StudentKey);
        return new AttendanceSoFar(all, all.Count);
    }

    static IReadOnlyList<StudentAttendance> Days(IAsk ask, DateOnly first, DateOnly last, CancellationToken stop) => first > last ? [] : ask.Ask(StudentAttendance.Between(first, last), stop);

    // A day of a month counts as missed whole or not at all, as StudentAttendance.DaysMissed does.
    static StudentAttendance Of(StudentMonths months) => new()
    {
        StudentKey = months.StudentKey,
        DaysEnrolled = months.DaysEnrolled,
        DaysAbsent = months.DaysAbsent,
        DaysMissed = months.DaysAbsent,
        DaysExcused = months.DaysExcused,
        DaysSuspended = months.DaysSuspended,
        DaysTardy = months.DaysTardy,
    };

    static StudentAttendance Sum(StudentAttendance some, StudentAttendance others) => new()
    {
        StudentKey = some.StudentKey,
        DaysEnrolled = some.DaysEnrolled + others.DaysEnrolled,
        DaysAbsent = some.DaysAbsent + others.DaysAbsent,
        DaysMissed = some.DaysMissed + others.DaysMissed,
        DaysExcused = some.DaysExcused + others.DaysExcused,
        DaysSuspended = some.DaysSuspended + others.DaysSuspended,
        DaysTardy = some.DaysTardy + others.DaysTardy,
    };
}
