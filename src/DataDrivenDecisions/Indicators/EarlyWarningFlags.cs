using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>What an early-warning screen says of one student's day at a school: was she there, away, late, and did anything happen.</summary>
public sealed class EarlyWarningFlags : Definition
{
    public override string Name => "early-warning-day";
    public override string Title => "Early-warning day";
    public override string Question => "What was recorded of a student on one day?";
    public override string Method =>
        "A flag stands when at least one row of attendance says so, for the school's own rows, for the rows of any class and for those of the homeroom. Flags are told apart and not weighed against each other: "
        + "a student whom one teacher marks late and another excused has both flags. Nothing recorded raises no flag, so present means that somebody wrote down that she was there. "
        + "A day is any day of the school's calendar on which the student was enrolled there, holidays too, up to the day of the analysis. A row that its source counts to another school year is not looked at. "
        + "Offenses are the day's incidents at that school, each counted once: those that the state defines as offenses, and all others as conduct. A class is a homeroom where the roster says so.";
    public override string Source => "Ed-Fi Analytics Middle Tier, StudentEarlyWarningFact";
    public override IReadOnlyList<Preset> Presets => [];

    /// <summary>One day's flags at one place: the school, any class, or the homeroom.</summary>
    public readonly record struct Flags(bool IsPresent, bool IsAbsentExcused, bool IsAbsentUnexcused, bool IsTardy);

    /// <summary>The flags that rows of one place raise.</summary>
    public static Flags Of(EarlyWarningDay.DayRecords rows) => new(rows.Present > 0, rows.Excused > 0, rows.Unexcused > 0, rows.Tardy > 0);

    static string[] Counted(long count, string what) => count == 0 ? [] : [$"{count} {what}{(count == 1 ? "" : "s")}"];

    /// <summary>The day in one verdict: an offense against the law is a concern; an absence, a late coming or any other incident is worth a look.</summary>
    public static Finding Find(EarlyWarningDay day)
    {
        ArgumentNullException.ThrowIfNull(day);
        Flags[] flags = [Of(day.School), Of(day.AnyClass)];
        string[] said =
        [
            .. Words(flags, f => f.IsAbsentUnexcused, "absent without excuse"), .. Words(flags, f => f.IsAbsentExcused, "absent with excuse"),
            .. Words(flags, f => f.IsTardy, "late"), .. Words(flags, f => f.IsPresent, "present"),
            .. Counted(day.StateOffenses, "state offense"), .. Counted(day.ConductOffenses, "conduct offense"),
        ];
        var reason = string.Join(", ", said);
        return said.Length == 0 ? Finding.NoData("nothing was recorded on this day")
            : day.StateOffenses > 0 ? Finding.Concern(reason)
            : day.ConductOffenses > 0 || flags.Any(f => f.IsAbsentExcused || f.IsAbsentUnexcused || f.IsTardy) ? Finding.Watch(reason)
            : Finding.Fine(reason);
    }

    static IEnumerable<string> Words(Flags[] flags, Func<Flags, bool> which, string word) => flags.Any(which) ? [word] : [];

    public override IReadOnlyList<WorkedExample> WorkedExamples =>
    [
        new("marked present by one teacher and late by another", Verdict.Watch, Find(Day(classes: new(1, 0, 0, 1)))),
        new("marked present by the school", Verdict.Fine, Find(Day(school: new(1, 0, 0, 0)))),
        new("absent from one class without excuse, nothing from the school", Verdict.Watch, Find(Day(classes: new(0, 0, 1, 0)))),
        new("a state offense", Verdict.Concern, Find(Day(state: 1))),
        new("nobody wrote anything down", Verdict.NoData, Find(Day())),
    ];

    static EarlyWarningDay Day(EarlyWarningDay.DayRecords? school = null, EarlyWarningDay.DayRecords? classes = null, int state = 0)
    {
        var none = new EarlyWarningDay.DayRecords(0, 0, 0, 0);
        return new()
        {
            StudentId = "1", SchoolId = "1", Day = new DateOnly(2026, 3, 13), IsInstructionalDay = 1, School = school ?? none, AnyClass = classes ?? none, Homeroom = none,
            StateOffenses = state, ConductOffenses = 0,
        };
    }
}
