using System.Globalization;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>What could change for a student in the weeks to come: days attended, and the lowest core course brought up.</summary>
public static class StudentChanges
{
    const int SchoolDays = 20; // four weeks
    const decimal Safely = 75; // a C, and not one bad test away from failing
    const decimal WithinReach = 10; // points in the weeks of a term that are left: who stands at 40 does not stand at 75 then, and it would be no help to say what would be if she did
    static readonly string Higher = string.Create(CultureInfo.InvariantCulture, $"ten points higher, {Safely} at most");

    /// <summary>Every day of the next four weeks attended.</summary>
    public static readonly ModelChange Attends = new("with every day attended on time for four weeks", s => s.SoFar.Attendance is not { DaysEnrolled: > 0, DaysAbsent: > 0 } so ? null : s with
    {
        SoFar = s.SoFar with
        {
            Attendance = so with { DaysEnrolled = so.DaysEnrolled + SchoolDays },
            RecentAttendance = s.SoFar.RecentAttendance is { } recent ? recent with { DaysAbsent = 0, DaysMissed = 0, DaysExcused = 0, DaysTardy = 0 } : null,
        },
    });

    /// <summary>The lowest core course brought nearer to a C.</summary>
    public static readonly ModelChange RaisesLowest = new(s => $"with {Lowest(s)?.Latest.CourseName ?? "the lowest core course"} {Higher}", s => Lowest(s) is { Points: < Safely } lowest ? Raise(s, lowest) : null);

    public static IReadOnlyList<ModelChange> All { get; } = [Attends, RaisesLowest];

    /// <summary>The course that is asked about brought nearer to a C.</summary>
    public static readonly ModelChange RaisesCourse = new($"with this course {Higher}", s =>
        MarkBook.Of(s.SoFar.Marks ?? []).Sections.FirstOrDefault(x => x.Latest.SectionKey == s.SectionKey) is { Points: < Safely } line ? Raise(s, line) : null);

    static MarkBook.Line? Lowest(StudentCase student) =>
        MarkBook.Of(student.SoFar.Marks ?? []).Sections.Where(x => x.Latest.IsCore == 1 && x.Points is not null).MinBy(x => x.Points);

    /// <summary>A student whose section stands ten points higher from now on, at a C at most.</summary>
    static StudentCase Raise(StudentCase student, MarkBook.Line line) => student with
    {
        SoFar = student.SoFar with
        {
            Marks = [.. (student.SoFar.Marks ?? []).Where(m => m.SectionKey != line.Latest.SectionKey || m is { IsDeciding: true }),
                line.Latest with { Mark = null, MarkType = "quarter", PercentPoints = Math.Min(Safely, line.Points!.Value + WithinReach), KnownOn = student.AsOf }],
        },
    };
}
