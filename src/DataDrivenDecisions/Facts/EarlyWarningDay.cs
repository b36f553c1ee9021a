using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>What was recorded of one student at one school on one day of its calendar: attendance by school, class and homeroom, and offenses.</summary>
public sealed record EarlyWarningDay
{
    public required string StudentId { get; init; }
    public required string SchoolId { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>1 on a day of instruction or one that makes up for it, 0 on a holiday and the like.</summary>
    public required int IsInstructionalDay { get; init; }

    public required DayRecords School { get; init; }
    public required DayRecords AnyClass { get; init; }
    public required DayRecords Homeroom { get; init; }

    /// <summary>The day's incidents at the school in which the student had a part and that the state defines as offenses.</summary>
    public required long StateOffenses { get; init; }

    /// <summary>The day's other incidents there: against the school's own rules.</summary>
    public required long ConductOffenses { get; init; }

    /// <summary>How many rows of attendance say a thing of one day.</summary>
    /// <param name="Present">Rows that say she was there.</param>
    /// <param name="Excused">Rows of excused absence.</param>
    /// <param name="Unexcused">Rows of absence without excuse.</param>
    /// <param name="Tardy">Rows that say she came late.</param>
    public sealed record DayRecords(long Present, long Excused, long Unexcused, long Tardy);

    /// <summary>One student's days at one school in a year up to a day: each day of the school's calendar on which she was enrolled there. By the source's ids.</summary>
    public static IReadOnlyList<EarlyWarningDay> Of(IAsk ask, string studentId, string schoolId, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        var rows = ask.Ask(EarlyWarningRow.Of(studentId, schoolId, year, asOf), stop).ToLookup(r => r.Day);
        var offenses = ask.Ask(DayOffenses.Of(studentId, schoolId, asOf), stop).ToDictionary(o => o.Day);
        return
        [
            .. ask.Ask(EnrolledDay.Of(studentId, schoolId, year, asOf), stop).OrderBy(d => d.Day).Select(d => new EarlyWarningDay
            {
                StudentId = d.StudentId,
                SchoolId = d.SchoolId,
                Day = d.Day,
                IsInstructionalDay = d.IsInstructional,
                School = Count(rows[d.Day].Where(r => r.SectionId is null)),
                AnyClass = Count(rows[d.Day].Where(r => r.SectionId is not null)),
                Homeroom = Count(rows[d.Day].Where(r => r is { SectionId: not null, IsHomeroom: 1 })),
                StateOffenses = offenses.GetValueOrDefault(d.Day)?.State ?? 0,
                ConductOffenses = offenses.GetValueOrDefault(d.Day)?.Conduct ?? 0,
            }),
        ];
    }

    static DayRecords Count(IEnumerable<EarlyWarningRow> rows)
    {
        EarlyWarningRow[] all = [.. rows];
        return new DayRecords(
            all.LongCount(r => r.Status == "present"),
            all.LongCount(r => r is { Status: "absent", IsExcused: 1 }),
            all.LongCount(r => r is { Status: "absent", IsExcused: 0 }),
            all.LongCount(r => r.Status == "tardy"));
    }
}
