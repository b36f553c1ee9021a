using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>
/// One student's attendance of all years for a <see cref="StudentMatrix"/>: whole months as the warehouse keeps them up, and the last days one by one. A day at two schools counts once.
/// </summary>
sealed class MatrixAttendance
{
    /// <summary>How far back "recent" looks, in calendar days.</summary>
    public const int ShortSpanDays = 30, LongSpanDays = 60;

    /// <summary>A tenth of the days enrolled is chronic, and fewer days than these say nothing (EDFacts FS195).</summary>
    static readonly Rate Chronic = Rate.Of(1, 10);
    const int FewestDays = 10;

    // Each of them is a question of its own; beyond this everyone's days are asked for at once.
    const int MostShared = 40;

    public (long Enrolled, long Absent, long Excused, long Tardy) ThisYear { get; private set; }
    public (long Enrolled, long Absent) LastYear { get; private set; }

    /// <summary>The years before this one together.</summary>
    public (long Enrolled, long Absent) Before { get; private set; }
    public long AbsentShort { get; private set; }
    public long AbsentLong { get; private set; }

    int _chronicBefore;

    /// <summary>Null while too few days are known to say.</summary>
    public bool? IsChronic => Judge(ThisYear.Enrolled, ThisYear.Absent);

    public int ChronicYears => _chronicBefore + (IsChronic == true ? 1 : 0);

    static bool? Judge(long enrolled, long absent) => enrolled < FewestDays ? null : Rate.Of(absent, enrolled) >= Chronic;

    /// <summary>Everyone's, by student.</summary>
    public static Dictionary<int, MatrixAttendance> Gather(IAsk ask, SchoolYear year, DateOnly day, CancellationToken stop)
    {
        var firstOfMonth = new DateOnly(day.Year, day.Month, 1);
        var found = new Dictionary<int, MatrixAttendance>();
        foreach (var row in Years(ask, year, firstOfMonth, stop))
            Of(found, row.StudentKey).Add(row, year);
        foreach (var row in Recent(ask, firstOfMonth, day, stop))
            Of(found, row.StudentKey).Add(row);
        return found;
    }

    static MatrixAttendance Of(Dictionary<int, MatrixAttendance> found, int student) =>
        found.TryGetValue(student, out var known) ? known : found[student] = new MatrixAttendance();

    void Add(StudentYearMonths row, SchoolYear year)
    {
        if (row.SchoolYear == year.Ends)
        {
            ThisYear = (row.DaysEnrolled, row.DaysAbsent, row.DaysExcused, row.DaysTardy);
            return;
        }
        Before = (Before.Enrolled + row.DaysEnrolled, Before.Absent + row.DaysAbsent);
        _chronicBefore += Judge(row.DaysEnrolled, row.DaysAbsent) == true ? 1 : 0;
        if (row.SchoolYear == year.Previous.Ends)
            LastYear = (row.DaysEnrolled, row.DaysAbsent);
    }

    void Add(StudentRecentDays row)
    {
        ThisYear = (ThisYear.Enrolled + row.DaysEnrolled, ThisYear.Absent + row.DaysAbsent, ThisYear.Excused + row.DaysExcused, ThisYear.Tardy + row.DaysTardy);
        (AbsentShort, AbsentLong) = (row.AbsentShort, row.AbsentLong);
    }

    /// <summary>The years up to the month; who may have been at two schools on one day is counted by her days.</summary>
    static IEnumerable<StudentYearMonths> Years(IAsk ask, SchoolYear year, DateOnly firstOfMonth, CancellationToken stop)
    {
        var rows = ask.Ask(StudentYearMonths.Before(firstOfMonth), stop);
        if (!rows.Any(r => r.HasSeveralSchools == 1))
            return rows;
        var first = new SchoolYear(rows.Min(r => r.SchoolYear));
        var shared = ask.Ask(SharedStudent.Between(first.FirstDay, firstOfMonth), stop).Select(s => s.StudentKey).ToHashSet();
        var again = rows.Where(r => shared.Contains(r.StudentKey)).GroupBy(r => r.SchoolYear).SelectMany(g =>
        {
            var ends = new SchoolYear(g.Key);
            return ByDays(ask, [.. g.Select(r => r.StudentKey)], ends.FirstDay, ends == year ? firstOfMonth.AddDays(-1) : ends.LastDay, stop).Select(a => new StudentYearMonths
            {
                StudentKey = a.StudentKey, SchoolYear = g.Key, HasSeveralSchools = 1,
                DaysEnrolled = a.DaysEnrolled, DaysAbsent = a.DaysAbsent, DaysExcused = (long)a.DaysExcused, DaysTardy = a.DaysTardy,
            });
        });
        return rows.Where(r => !shared.Contains(r.StudentKey)).Concat(again);
    }

    static IEnumerable<StudentRecentDays> Recent(IAsk ask, DateOnly firstOfMonth, DateOnly day, CancellationToken stop)
    {
        DateOnly shorter = day.AddDays(1 - ShortSpanDays), longer = day.AddDays(1 - LongSpanDays);
        var rows = ask.Ask(StudentRecentDays.Through(firstOfMonth, shorter, longer, day), stop);
        var shared = rows.Where(r => r.HasSeveralSchools == 1).Select(r => r.StudentKey).ToHashSet();
        if (shared.Count == 0)
            return rows;
        Dictionary<int, StudentAttendance> From(DateOnly first) => ByDays(ask, shared, first, day, stop).ToDictionary(a => a.StudentKey);
        var (month, inShorter, inLonger) = (From(firstOfMonth), From(shorter), From(longer));
        return rows.Select(r => r.HasSeveralSchools == 0 ? r : r with
        {
            DaysEnrolled = month.GetValueOrDefault(r.StudentKey)?.DaysEnrolled ?? 0,
            DaysAbsent = month.GetValueOrDefault(r.StudentKey)?.DaysAbsent ?? 0,
            DaysExcused = (long)(month.GetValueOrDefault(r.StudentKey)?.DaysExcused ?? 0),
            DaysTardy = month.GetValueOrDefault(r.StudentKey)?.DaysTardy ?? 0,
            AbsentShort = inShorter.GetValueOrDefault(r.StudentKey)?.DaysAbsent ?? 0,
            AbsentLong = inLonger.GetValueOrDefault(r.StudentKey)?.DaysAbsent ?? 0,
        });
    }

    static IEnumerable<StudentAttendance> ByDays(IAsk ask, HashSet<int> students, DateOnly first, DateOnly last, CancellationToken stop) => students.Count > MostShared
        ? ask.Ask(StudentAttendance.Between(first, last), stop).Where(a => students.Contains(a.StudentKey))
        : students.SelectMany(s => ask.Ask(StudentAttendance.Of(s, first, last), stop));
}
