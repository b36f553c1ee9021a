using System.Globalization;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>What models look at: attendance, marks, incidents, test results, grade and moves.</summary>
public static class StudentInputs
{
    const int LateEntryDays = 45; // after the usual first weeks; counted from 1 August

    const string Attended = "with the days to come";
    const string NoMore = "by itself never: it stays in the year's count, which grows no further without another";

    /// <summary>Days missed and late arrivals, this year and last.</summary>
    public static IReadOnlyList<ModelInput> Attendance { get; } =
    [
        new("absence so far", 2, s => Shares(s.SoFar.Attendance, a => a.DaysAbsent), s => Days(s.SoFar.Attendance, "this year"), Otherwise: Attended),
        new("absence in the last weeks", 2, s => Shares(s.SoFar.RecentAttendance, a => a.DaysAbsent), s => Days(s.SoFar.RecentAttendance, $"in the last {StudentYear.RecentDays} calendar days"), Otherwise: Attended),
        new("absence last year", 2, s => Shares(s.AttendanceLastYear, a => a.DaysAbsent), s => Days(s.AttendanceLastYear, "last year"), IsFixed: true),
        new("unexcused absence", 1, s => Share(s.SoFar.Attendance, a => a.DaysMissed - a.DaysExcused), s => Unexcused(s.SoFar.Attendance), Otherwise: Attended),
        new("late arrivals", 2, s => Shares(s.SoFar.Attendance, a => a.DaysTardy), s => Late(s.SoFar.Attendance), Otherwise: Attended),
    ];

    /// <summary>Marks of all core courses together, this year and last.</summary>
    public static IReadOnlyList<ModelInput> Courses { get; } =
    [
        new("lowest core course", 3, s => Lowest(s), s => Core(s).Length == 0 ? "no core course mark yet" : $"lowest core course at {Whole(Core(s).Min())}"),
        new("average of core courses", 2, Average, s => Core(s).Length == 0 ? "no core course mark yet" : $"core courses average {Whole(Core(s).Average())}"),
        new("core courses near failing", 2, NearFailing, s => $"{Core(s).Count(p => p < 70)} core courses below 70"),
        new("failed core courses", 2, s => s.SoFar.Marks is { Count: > 0 } m ? Roots(MarkBook.Of(m).FailedCore) : null, s => $"{Plural(FailedCore(s), "core course")} failed so far", Otherwise: "with the course made up"),
        new("change of marks", 1, Change, ChangeWords),
        new("marks last year", 2, LastYear, s => LastYearPoints(s) is { Length: > 0 } p ? $"core courses averaged {Whole(p.Average())} last year" : "no marks from last year", IsFixed: true),
    ];

    public static IReadOnlyList<ModelInput> Behavior { get; } =
    [
        new("incidents", 2, s => s.SoFar.Incidents is { } i ? Roots(i.Incidents) : null, s => s.SoFar.Incidents is { } i ? $"{Plural(i.Incidents, "incident")} this year" : "no incidents sent", Otherwise: NoMore),
        new("suspended days", 1, s => s.SoFar.Incidents is { } i ? [Math.Sqrt((double)i.SuspendedDays)] : null, s => $"{Whole((double)(s.SoFar.Incidents?.SuspendedDays ?? 0))} days suspended this year", Otherwise: NoMore),
    ];

    public static IReadOnlyList<ModelInput> Tests { get; } =
    [
        new("mathematics test", 1, s => Percentile(s, "math"), s => TestWords(s, "math", "mathematics"), Otherwise: "with the next test"),
        new("reading test", 1, s => Percentile(s, "read"), s => TestWords(s, "read", "reading"), Otherwise: "with the next test"),
    ];

    /// <summary>Grade and changes of school.</summary>
    public static IReadOnlyList<ModelInput> Place { get; } =
    [
        new("grade", 5, Grade, s => s.SoFar.Placement.GradeLevel is { } g ? $"in grade {g}" : "grade not known", IsFixed: true),
        new("moves", 2, s => [s.SoFar.Placement.SchoolCount > 1 ? 1 : 0, IsLate(s) ? 1 : 0],
            s => s.SoFar.Placement.SchoolCount > 1 ? $"{s.SoFar.Placement.SchoolCount} schools this year" : IsLate(s) ? "came after the year had begun" : "at one school since the year began", IsFixed: true),
    ];

    public static IReadOnlyList<ModelInput> All { get; } = [.. Attendance, .. Courses, .. Behavior, .. Tests, .. Place];

    static double[]? Share(StudentAttendance? a, Func<StudentAttendance, decimal> part) =>
        a is { DaysEnrolled: > 0 } ? [Math.Sqrt(Math.Max(0, (double)part(a)) / a.DaysEnrolled)] : null;

    // The square root straightens counts of rare days; the share itself keeps the far end apart.
    static double[]? Shares(StudentAttendance? a, Func<StudentAttendance, long> part) =>
        a is { DaysEnrolled: > 0 } ? [Math.Sqrt((double)part(a) / a.DaysEnrolled), (double)part(a) / a.DaysEnrolled] : null;

    static double[] Roots(long count) => [Math.Sqrt(count), count > 0 ? 1 : 0];

    static double[] Core(StudentCase s) => [.. Book(s).Sections.Where(x => x.Latest.IsCore == 1 && x.Points is not null).Select(x => (double)x.Points!.Value)];

    static MarkBook Book(StudentCase s) => MarkBook.Of(s.SoFar.Marks ?? []);

    static int FailedCore(StudentCase s) => Book(s).FailedCore;

    static bool IsSecondary(StudentCase s) => s.SoFar.Placement.GradeLevel is { Number: >= 6 };

    static double[]? Lowest(StudentCase s)
    {
        if (Core(s) is not { Length: > 0 } points)
            return null;
        var low = points.Min();
        return [low, Math.Max(0, 72 - low), IsSecondary(s) ? Math.Max(0, 80 - low) : 0];
    }

    static double[]? Average(StudentCase s) => Core(s) is { Length: > 0 } points ? [points.Average(), IsSecondary(s) ? points.Average() - 80 : 0] : null;

    static double[]? NearFailing(StudentCase s) =>
        Core(s) is { Length: > 0 } points ? [Math.Sqrt(points.Count(p => p < 70)), points.Sum(p => 1 / (1 + Math.Exp((p - 62) / 4)))] : null;

    /// <summary>The newest mark of each core section less its first one, on average.</summary>
    static double? ChangeOf(StudentCase s)
    {
        double[] changes = [.. Book(s).Sections.Where(x => x.Latest.IsCore == 1)
            .Select(x => x.Marks.Where(m => m is { IsDeciding: false, Points: not null }).ToArray()).Where(m => m.Length > 1)
            .Select(m => (double)(m[^1].Points!.Value - m[0].Points!.Value))];
        return changes.Length == 0 ? null : changes.Average();
    }

    static double[]? Change(StudentCase s) => ChangeOf(s) is { } change ? [change] : null;

    static string ChangeWords(StudentCase s) => ChangeOf(s) switch
    {
        null => "too few marks to see a change",
        { } c when c < 0 => $"core marks down {Whole(-c)} points since the first term",
        { } c => $"core marks up {Whole(c)} points since the first term",
    };

    static double[] LastYearPoints(StudentCase s) =>
        [.. MarkBook.Of(s.MarksLastYear).Sections.Where(x => x.Latest.IsCore == 1 && x.Points is not null).Select(x => (double)x.Points!.Value)];

    static double[]? LastYear(StudentCase s) => LastYearPoints(s) is { Length: > 0 } points ? [points.Average(), points.Count(p => p < 65)] : null;

    static StudentScore? Newest(StudentCase s, string subject) =>
        s.Scores.LastOrDefault(t => t.PercentileRank is not null && (t.Subject ?? "").Contains(subject, StringComparison.OrdinalIgnoreCase));

    static double[]? Percentile(StudentCase s, string subject) => Newest(s, subject) is { } score ? [(double)score.PercentileRank!.Value / 100] : null;

    static string TestWords(StudentCase s, string subject, string title) =>
        Newest(s, subject) is { } score ? $"{title} test at the {Ordinal((int)score.PercentileRank!.Value)} percentile" : $"no {title} test result";

    static double[]? Grade(StudentCase s) => s.SoFar.Placement.GradeLevel is { Number: { } n }
        ? [n, n >= 9 ? 1 : 0, n is >= 6 and <= 8 ? 1 : 0, n == 9 ? 1 : 0, n <= 0 ? 1 : 0]
        : null;

    static bool IsLate(StudentCase s) =>
        s.SoFar.Placement is { IsDerived: 0, EntryDate: { } entry } && entry > new DateOnly(Units.SchoolYear.Of(s.AsOf).Ends - 1, 8, 1).AddDays(LateEntryDays);

    static string Days(StudentAttendance? a, string when) => a is { DaysEnrolled: > 0 } ? $"absent {a.DaysAbsent} of {a.DaysEnrolled} days {when}" : $"no attendance {when}";

    static string Unexcused(StudentAttendance? a) => a is { DaysEnrolled: > 0 } ? $"{(a.DaysMissed - a.DaysExcused).ToString("0.#", CultureInfo.InvariantCulture)} days missed without excuse" : "no attendance this year";

    static string Late(StudentAttendance? a) => a is { DaysEnrolled: > 0 } ? $"late on {a.DaysTardy} of {a.DaysEnrolled} days" : "no attendance this year";

    static string Plural(long n, string thing) => n == 1 ? $"1 {thing}" : $"{n} {thing}s";

    static string Whole(double n) => Math.Round(n, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture);

    static string Ordinal(int rank) => new Units.PercentileRank(Math.Clamp(rank, 1, 99)).ToString();
}
