using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>
/// Everyone's attendance of a year up to a day, from the months that the warehouse keeps up at each load and the days of the month that is not over. Only who was
/// at two schools on one day is counted day by day. It says what the days say, at a tenth of the work.
/// </summary>
/// <param name="Students">By student; who has no day that counts may be missing.</param>
/// <param name="FromDays">How many students were counted day by day.</param>
public sealed record AttendanceSoFar(IReadOnlyDictionary<int, StudentAttendance> Students, int FromDays)
{
    // Each of them is a question of its own; beyond this all are counted by their days in one.
    const int MostShared = 40;

    /// <summary>The attendance of the year up to a day, that day included.</summary>
    public static AttendanceSoFar Of(IAsk ask, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        var firstOfMonth = new DateOnly(asOf.Year, asOf.Month, 1);
        var shared = ask.Ask(SharedStudent.Before(year, firstOfMonth), stop);
        if (shared.Count > MostShared)
        {
            var all = ask.Ask(StudentAttendance.Between(year.FirstDay, asOf), stop).ToDictionary(a => a.StudentKey);
            return new AttendanceSoFar(all, all.Count);
        }
        var students = ask.Ask(StudentAttendance.Between(firstOfMonth, asOf), stop).ToDictionary(a => a.StudentKey);
        foreach (var months in ask.Ask(StudentMonths.Before(year, firstOfMonth), stop))
            students[months.StudentKey] = Sum(months, students.GetValueOrDefault(months.StudentKey));
        foreach (var student in shared.SelectMany(s => ask.Ask(StudentAttendance.Of(s.StudentKey, year.FirstDay, asOf), stop)))
            students[student.StudentKey] = student;
        return new AttendanceSoFar(students, shared.Count);
    }

    // A day of a month counts as missed whole or not at all, as StudentAttendance.DaysMissed does.
    static StudentAttendance Sum(StudentMonths months, StudentAttendance? days) => new()
    {
        StudentKey = months.StudentKey,
        DaysEnrolled = months.DaysEnrolled + (days?.DaysEnrolled ?? 0),
        DaysAbsent = months.DaysAbsent + (days?.DaysAbsent ?? 0),
        DaysMissed = months.DaysAbsent + (days?.DaysMissed ?? 0),
        DaysExcused = months.DaysExcused + (days?.DaysExcused ?? 0),
        DaysSuspended = months.DaysSuspended + (days?.DaysSuspended ?? 0),
        DaysTardy = months.DaysTardy + (days?.DaysTardy ?? 0),
    };
}
