using System.Globalization;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>What could change for a student in the weeks to come: days attended, and the lowest core course passed.</summary>
public static class StudentChanges
{
    const int SchoolDays = 20; // four weeks
    const decimal Safely = 75; // a C, and not one bad test away from failing

    /// <summary>Every day of the next four weeks attended.</summary>
    public static readonly ModelChange Attends = new("with every day attended for four weeks", s => s.SoFar.Attendance is not { DaysEnrolled: > 0, DaysAbsent: > 0 } so ? null : s with
    {
        SoFar = s.SoFar with
        {
            Attendance = so with { DaysEnrolled = so.DaysEnrolled + SchoolDays },
            RecentAttendance = s.SoFar.RecentAttendance is { } recent ? recent with { DaysAbsent = 0, DaysMissed = 0, DaysExcused = 0, DaysTardy = 0 } : null,
        },
    });

    /// <summary>The lowest core course brought to a C.</summary>
    public static readonly ModelChange PassesLowest = new($"with the lowest core course at {Safely.ToString(CultureInfo.InvariantCulture)}", s =>
        MarkBook.Of(s.SoFar.Marks ?? []).Sections.Where(x => x.Latest.IsCore == 1 && x.Points is not null).MinBy(x => x.Points) is { Points: < Safely } lowest ? Raise(s, lowest) : null);

    public static IReadOnlyList<ModelChange> All { get; } = [Attends, PassesLowest];

    /// <summary>A student whose section stands at a C from now on.</summary>
    public static StudentCase Raise(StudentCase student, MarkBook.Line line) => student with
    {
        SoFar = student.SoFar with
        {
            Marks = [.. (student.SoFar.Marks ?? []).Where(m => m.SectionKey != line.Latest.SectionKey || m is { IsDeciding: true }),
                line.Latest with { Mark = null, MarkType = "quarter", PercentPoints = Safely, KnownOn = student.AsOf }],
        },
    };

    /// <summary>The section with its newest mark, where that is below a C.</summary>
    public static MarkBook.Line? BelowC(StudentCase student, int sectionKey) =>
        MarkBook.Of(student.SoFar.Marks ?? []).Sections.FirstOrDefault(x => x.Latest.SectionKey == sectionKey) is { Points: < Safely } line ? line : null;

}
