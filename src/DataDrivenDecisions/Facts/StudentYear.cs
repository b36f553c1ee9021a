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

    public int StudentKey => Placement.StudentKey;

    /// <summary>Asks for everyone's year so far, in five questions.</summary>
    public static IReadOnlyList<StudentYear> Gather(IAsk ask, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        var attendance = ask.Ask(StudentAttendance.Between(year.FirstDay, asOf), stop).ToDictionary(a => a.StudentKey);
        var recent = ask.Ask(StudentAttendance.Between(asOf.AddDays(1 - RecentDays), asOf), stop).ToDictionary(a => a.StudentKey);
        var marks = ask.Ask(StudentMark.Known(year, DateOnly.MinValue, asOf), stop).ToLookup(m => m.StudentKey);
        var incidents = ask.Ask(StudentIncidents.In(year, asOf), stop).ToDictionary(i => i.StudentKey);
        return [.. ask.Ask(StudentPlacement.On(year, asOf), stop).OrderBy(p => p.StudentKey).Select(p => new StudentYear
        {
            Placement = p,
            Attendance = attendance.GetValueOrDefault(p.StudentKey),
            RecentAttendance = recent.GetValueOrDefault(p.StudentKey),
            Marks = marks.Count == 0 ? null : [.. marks[p.StudentKey]],
            Incidents = incidents.Count == 0 ? null : incidents.GetValueOrDefault(p.StudentKey) ?? new() { StudentKey = p.StudentKey, Incidents = 0 },
        })];
    }
}
