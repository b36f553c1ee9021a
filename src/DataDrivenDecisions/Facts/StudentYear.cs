using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>
/// All that indicators may know of one student in one school year on one day: only rows whose event date, and posting or load date, lie on or before that day.
/// What no source has sent is null, never zero.
/// </summary>
public sealed record StudentYear
{
    /// <summary>How far back "recent" attendance looks, in calendar days (Somerville's student insights use 45).</summary>
    public const int RecentDays = 45;

    public required StudentPlacement Placement { get; init; }
    public StudentAttendance? Attendance { get; init; }

    /// <summary>Attendance of the last <see cref="RecentDays"/> days.</summary>
    public StudentAttendance? RecentAttendance { get; init; }

    /// <summary>The marks known so far, or null when no school has sent any for anyone this year.</summary>
    public IReadOnlyList<StudentMark>? Marks { get; init; }

    /// <summary>The incidents so far, or null when no school has sent any for anyone this year.</summary>
    public StudentIncidents? Incidents { get; init; }

    /// <summary>The family's newest answer of the year on devices and internet at home, or null without one.</summary>
    public StudentDevice? Device { get; init; }

    /// <summary>Runs of days absent this year, two days or more each; empty where there is none.</summary>
    public IReadOnlyList<AbsenceRun> Runs { get; init; } = [];

    /// <summary>Results of this year's tests; empty where there is none.</summary>
    public IReadOnlyList<StudentScore> Scores { get; init; } = [];

    public int StudentKey => Placement.StudentKey;

    /// <summary>Asks for everyone's year so far, day by day.</summary>
    /// <param name="ask">Who answers the questions of the data.</param>
    /// <param name="year">The school year.</param>
    /// <param name="asOf">The day up to which is looked.</param>
    /// <param name="sent">What any school has sent at all, where <paramref name="ask"/> shows a part of the students; without it, what is sent is what it shows.</param>
    /// <param name="stop">Stops between questions.</param>
    public static IReadOnlyList<StudentYear> Gather(IAsk ask, SchoolYear year, DateOnly asOf, Lazy<YearSent>? sent = null, CancellationToken stop = default) =>
        WithRunsAndScores(Gather(ask, year, asOf, ask.Ask(StudentPlacement.On(year, asOf), stop),
            ask.Ask(StudentAttendance.Between(year.FirstDay, asOf), stop).ToDictionary(a => a.StudentKey), Recent(ask, asOf, stop), sent, stop), null, ask, year, asOf, stop);

    /// <summary>The same from what the warehouse keeps up at each load, with the recent days but without <see cref="Runs"/> and <see cref="Scores"/>, which no model asks for: past years are gathered many times over.</summary>
    public static IReadOnlyList<StudentYear> ForModels(IAsk ask, SchoolYear year, DateOnly asOf, Lazy<YearSent>? sent = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var placements = Placements(ask, year, asOf, stop);
        return placements.Count == 0 ? [] : Gather(ask, year, asOf, placements, AttendanceSoFar.Of(ask, year, asOf, stop).Students, Recent(ask, asOf, stop), sent, stop);
    }

    /// <summary>The same from what the warehouse keeps up at each load, without the recent days, which no usual preset looks at.</summary>
    /// <param name="attendance">The attendance so far, of these students at least.</param>
    /// <param name="ask">Who answers the questions of the data.</param>
    /// <param name="year">The school year.</param>
    /// <param name="asOf">The day up to which is looked.</param>
    /// <param name="sent">What any school has sent at all, where <paramref name="ask"/> shows a part of the students.</param>
    /// <param name="stop">Stops between questions.</param>
    public static IReadOnlyList<StudentYear> Gather(AttendanceSoFar attendance, IAsk ask, SchoolYear year, DateOnly asOf, Lazy<YearSent>? sent = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(attendance);
        return WithRunsAndScores(Gather(ask, year, asOf, Placements(ask, year, asOf, stop), attendance.Students, new Dictionary<int, StudentAttendance>(), sent, stop), attendance.Runs, ask, year, asOf, stop);
    }

    // Only where somebody without a spell may have been there are days looked at.
    static IReadOnlyList<StudentPlacement> Placements(IAsk ask, SchoolYear year, DateOnly asOf, CancellationToken stop) =>
        ask.Ask(ask.Ask(StudentWithoutSpell.Of(year, asOf), stop).Count > 0 ? StudentPlacement.On(year, asOf) : StudentPlacement.Enrolled(year, asOf), stop);

    static Dictionary<int, StudentAttendance> Recent(IAsk ask, DateOnly asOf, CancellationToken stop) =>
        ask.Ask(StudentAttendance.Between(asOf.AddDays(1 - RecentDays), asOf), stop).ToDictionary(a => a.StudentKey);

    static IReadOnlyList<StudentYear> WithRunsAndScores(IReadOnlyList<StudentYear> students, ILookup<int, AbsenceRun>? runs, IAsk ask, SchoolYear year, DateOnly asOf, CancellationToken stop)
    {
        runs ??= ask.Ask(AbsenceRun.Between(year.FirstDay, asOf), stop).ToLookup(r => r.StudentKey);
        var scores = ask.Ask(StudentScore.Taken(year.FirstDay, asOf), stop).ToLookup(s => s.StudentKey);
        return [.. students.Select(s => s with { Runs = [.. runs[s.StudentKey]], Scores = [.. scores[s.StudentKey]] })];
    }

    static IReadOnlyList<StudentYear> Gather(IAsk ask, SchoolYear year, DateOnly asOf, IReadOnlyList<StudentPlacement> placements,
        IReadOnlyDictionary<int, StudentAttendance> attendance, IReadOnlyDictionary<int, StudentAttendance> recent, Lazy<YearSent>? sent, CancellationToken stop)
    {
        var marks = ask.Ask(StudentMark.Known(year, DateOnly.MinValue, asOf), stop).ToLookup(m => m.StudentKey);
        var incidents = ask.Ask(StudentIncidents.In(year, asOf), stop).ToDictionary(i => i.StudentKey);
        var devices = ask.Ask(StudentDevice.Newest(year, asOf), stop).ToDictionary(d => d.StudentKey);
        var (hasMarks, hasIncidents) = (marks.Count > 0 || sent?.Value.Marks == 1, incidents.Count > 0 || sent?.Value.Incidents == 1);
        return [.. placements.OrderBy(p => p.StudentKey).Select(p => new StudentYear
        {
            Placement = p,
            Attendance = attendance.GetValueOrDefault(p.StudentKey),
            RecentAttendance = recent.GetValueOrDefault(p.StudentKey),
            Device = devices.GetValueOrDefault(p.StudentKey),
            Marks = hasMarks ? [.. marks[p.StudentKey]] : null,
            Incidents = hasIncidents ? incidents.GetValueOrDefault(p.StudentKey) ?? new() { StudentKey = p.StudentKey, Incidents = 0 } : null,
        })];
    }
}
