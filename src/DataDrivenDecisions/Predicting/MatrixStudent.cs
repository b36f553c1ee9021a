using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>What the figures of a <see cref="StudentMatrix"/> are made of, for one student.</summary>
sealed class MatrixStudent
{
    public required int StudentKey { get; init; }
    public int? SchoolKey { get; init; }

    /// <summary>CEDS code, or null where no source says it.</summary>
    public string? Grade { get; init; }

    /// <summary>Schools and school years of the district so far; null for someone whose enrollment no source sent.</summary>
    public long? Schools { get; init; }
    public long? Years { get; init; }

    /// <summary>Null where no day of hers was ever submitted.</summary>
    public MatrixAttendance? Attendance { get; init; }

    /// <summary>Null without a mark this year.</summary>
    public StudentMarkSums? Marks { get; init; }

    /// <summary>Null without a mark in an earlier year.</summary>
    public StudentPastMarks? PastMarks { get; init; }

    /// <summary>Null where no school has sent any incident this year.</summary>
    public StudentIncidents? Incidents { get; init; }

    /// <summary>Of all years; null where no school ever sent any.</summary>
    public long? IncidentsOfAllYears { get; init; }

    public double AbsenceShare => Attendance is { } a ? Share(a.ThisYear.Absent, a.ThisYear.Enrolled) : double.NaN;

    public double GradePoints => Marks is { } m ? Share(m.Tenths, 10 * m.Letters) : double.NaN;

    /// <summary>A part of a whole, or not known where the whole is nothing.</summary>
    public static double Share(long part, long whole) => whole == 0 ? double.NaN : (double)part / whole;

    /// <summary>Everyone enrolled in the year by a day, and who has attendance in it without enrollment, by ascending key.</summary>
    /// <param name="ask">Who answers.</param>
    /// <param name="year">The school year.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="sent">What any school has sent at all, where <paramref name="ask"/> shows a part of the students; without it, what is sent is what it shows.</param>
    /// <param name="stop">Stops between questions.</param>
    public static IReadOnlyList<MatrixStudent> Gather(IAsk ask, SchoolYear year, DateOnly asOf, Lazy<YearSent>? sent, CancellationToken stop)
    {
        // Late marks are the year's; days and enrollments after its end are the next one's.
        var day = asOf < year.LastDay ? asOf : year.LastDay;
        if (day < year.FirstDay)
            return [];
        var histories = ask.Ask(StudentHistory.Of(year, day), stop).ToDictionary(h => h.StudentKey);
        var attendance = MatrixAttendance.Gather(ask, year, day, stop);
        var unenrolled = Unenrolled(ask, year, day, [.. attendance.Where(a => a.Value.ThisYear.Enrolled > 0 && !histories.ContainsKey(a.Key)).Select(a => a.Key)], stop);
        if (histories.Count + unenrolled.Count == 0)
            return [];
        var marks = ask.Ask(StudentMarkSums.In(year, asOf), stop).ToDictionary(m => m.StudentKey);
        var pastMarks = ask.Ask(StudentPastMarks.Before(year, asOf), stop).ToDictionary(m => m.StudentKey);
        var incidents = ask.Ask(StudentIncidents.In(year, day), stop).ToDictionary(i => i.StudentKey);
        var everIncidents = ask.Ask(StudentIncidents.Through(day), stop).ToDictionary(i => i.StudentKey);
        var (hasIncidents, everHad) = (incidents.Count > 0 || sent?.Value.Incidents == 1, everIncidents.Count > 0 || sent?.Value.IncidentsEver == 1);
        int[] keys = [.. histories.Keys.Concat(unenrolled.Keys)];
        Array.Sort(keys);
        return [.. keys.Select(key => new MatrixStudent
        {
            StudentKey = key,
            SchoolKey = histories.TryGetValue(key, out var history) ? history.SchoolKey : unenrolled[key].SchoolKey,
            Grade = history is null ? unenrolled[key].Grade : history.Grade,
            Schools = history?.SchoolCount,
            Years = history?.YearCount,
            Attendance = attendance.GetValueOrDefault(key),
            Marks = marks.GetValueOrDefault(key),
            PastMarks = pastMarks.GetValueOrDefault(key),
            Incidents = hasIncidents ? incidents.GetValueOrDefault(key) ?? new() { StudentKey = key, Incidents = 0 } : null,
            IncidentsOfAllYears = everHad ? everIncidents.GetValueOrDefault(key)?.Incidents ?? 0 : null,
        })];
    }

    // Looked for day by day, so only where there is someone.
    static Dictionary<int, StudentPlacement> Unenrolled(IAsk ask, SchoolYear year, DateOnly day, HashSet<int> keys, CancellationToken stop) =>
        keys.Count == 0 ? [] : ask.Ask(StudentPlacement.On(year, day), stop).Where(p => keys.Contains(p.StudentKey)).ToDictionary(p => p.StudentKey);
}
