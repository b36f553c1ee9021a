using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Web.Hosting;
using DataDrivenDecisions.Web.Pages.Shared;

namespace DataDrivenDecisions.Web.Pages.Students;

/// <summary>One point about a student: the fact, and what stands beside it.</summary>
public sealed record Point(string Fact, string Beside);

/// <summary>What one student's records of the year say: strengths first, then what can change and what cannot. Pure: rows in, points out.</summary>
public sealed class Profile
{
    const int Most = 4;

    /// <summary>A mark that moved by so many points is worth naming.</summary>
    const decimal Move = 5;

    public required DateOnly Today { get; init; }
    public required SeenStudent Student { get; init; }
    public required IReadOnlyList<StudentDay> Days { get; init; }
    public required IReadOnlyList<StudentMark> Marks { get; init; }
    public required IReadOnlyList<StudentScore> Scores { get; init; }
    public required IReadOnlyList<StudentIncident> Incidents { get; init; }
    public required IReadOnlyList<StudentProgram> Programs { get; init; }
    public required IReadOnlyList<StudentSpell> Spells { get; init; }
    public required IReadOnlyList<StudentDevice> Devices { get; init; }
    public required IReadOnlyList<VerdictOnDay> Verdicts { get; init; }
    public required SchoolYear Year { get; init; }

    /// <summary>School days that the calendar of the student's school still holds; null where it tells of none.</summary>
    public long? DaysAhead { get; init; }

    List<StudentDay>? _known;

    /// <summary>Days for which attendance is known, oldest first.</summary>
    IReadOnlyList<StudentDay> Known => _known ??= [.. Days.Where(d => d.EnrolledDays > 0 && d.Day <= Today).OrderBy(d => d.Day)];

    /// <summary>How many more days may be missed; null where the calendar tells of no day ahead.</summary>
    public TippingDay? Tipping => TippingDay.Of(DaysAbsent, DaysEnrolled, DaysAhead);

    public int DaysEnrolled => Known.Count;
    public int DaysAbsent => Known.Count(d => d.AbsentDays >= 0.5m);

    /// <summary>Courses with their marks of the year, oldest first, the course with most marks and its name deciding the order.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<StudentMark> Marks)> Courses =>
    [
        .. Marks.Where(m => m.Points is not null && !string.IsNullOrWhiteSpace(m.CourseName))
            .GroupBy(m => m.CourseName!).Select(g => (g.Key, (IReadOnlyList<StudentMark>)[.. g.OrderBy(m => m.KnownOn).ThenBy(m => m.IsDeciding)]))
            .OrderByDescending(c => c.Item2[^1].IsCore).ThenBy(c => c.Key, StringComparer.Ordinal),
    ];

    public IReadOnlyList<Point> Strengths
    {
        get
        {
            var points = new List<Point>();
            if (Courses.Select(c => (c, Rise: Change(c.Marks))).Where(c => c.Rise >= Move).OrderByDescending(c => c.Rise).FirstOrDefault() is { c.Name: not null } up)
                points.Add(new($"{up.c.Name} rose from {Number(up.c.Marks[0].Points!.Value)} to {Number(up.c.Marks[^1].Points!.Value)}", $"From {up.c.Marks[0].Term} to {up.c.Marks[^1].Term}, of 100."));
            if (Courses.OrderByDescending(c => c.Marks[^1].Points).FirstOrDefault() is { Name: not null } best && best.Marks[^1].Points >= 80 && points.All(p => !p.Fact.StartsWith(best.Name, StringComparison.Ordinal)))
                points.Add(new($"Strongest in {best.Name}", $"{Said(best.Marks[^1])} in {best.Marks[^1].Term}."));
            points.AddRange(TestStrengths());
            if (Streak is >= 10 and var streak)
                points.Add(new($"Here {streak} school days in a row", $"Present every day since {Words.Day(Known[^streak].Day)}."));
            else if (DaysEnrolled >= 20 && DaysAbsent * 20 <= DaysEnrolled)
                points.Add(new($"Here {DaysEnrolled - DaysAbsent} of {DaysEnrolled} days", "Misses fewer than one day in twenty."));
            if (points.Count < 2 && Incidents.Count == 0 && DaysEnrolled >= 20)
                points.Add(new("No incident this year", $"None is on record since {Words.Day(Known[0].Day)}."));
            return [.. points.Take(Most)];
        }
    }

    public IReadOnlyList<Point> CanChange
    {
        get
        {
            var points = new List<Point>();
            if (DaysAbsent > 0 && DaysAbsent * 20 >= DaysEnrolled)
            {
                var recent = Known.TakeLast(20).Count(d => d.AbsentDays >= 0.5m);
                var excused = Known.Where(d => d.AbsentDays >= 0.5m).Count(d => d.ExcusedDays >= 0.5m);
                points.Add(new($"Absent {DaysAbsent} of {DaysEnrolled} days ({Rate.Of(DaysAbsent, DaysEnrolled)})", $"{Words.Capital(Words.Spelled(recent, "day"))} in the last {Math.Min(20, DaysEnrolled)} school days; {Words.Spelled(excused, "absence")} excused in all."));
            }
            foreach (var (name, marks) in Courses.Where(c => c.Marks[^1].IsFailing).Take(2))
                points.Add(new($"{name} is below passing", $"{Said(marks[^1])} in {marks[^1].Term}{(marks.Count > 1 ? $", {Said(marks[0])} in {marks[0].Term}" : "")}."));
            foreach (var (name, marks) in Courses.Where(c => !c.Marks[^1].IsFailing && Change(c.Marks) <= -Move).OrderBy(c => Change(c.Marks)).Take(2))
                points.Add(new($"{name} fell from {Number(marks[0].Points!.Value)} to {Number(marks[^1].Points!.Value)}", $"From {marks[0].Term} to {marks[^1].Term}, of 100."));
            if (Incidents.Select(i => i.IncidentId).Distinct().Count() is > 0 and var n)
                points.Add(new($"{Words.Count(n, "incident")} this year", $"The last on {Words.Day(Incidents.Max(i => i.Day))}: {(Incidents.MaxBy(i => i.Day)!.Behavior ?? "behavior not recorded").ToLowerInvariant()}."));
            return [.. points.Take(Most + 1)];
        }
    }

    public IReadOnlyList<Point> CannotChange
    {
        get
        {
            var points = new List<Point>();
            var thisYear = Spells.Where(s => s.SchoolYear == Year.Ends).OrderBy(s => s.EntryDate).ToList();
            if (thisYear.Count > 1 && thisYear[^1].EntryDate is { } moved)
                points.Add(new($"Changed school on {Words.Day(moved)}", $"From {thisYear[^2].SchoolName} to {thisYear[^1].SchoolName}."));
            else if (thisYear is [{ EntryDate: { } entered }] && Known.Count > 0 && entered > Year.FirstDay.AddDays(90))
                points.Add(new($"Joined during the year, on {Words.Day(entered)}", "Earlier months are another school’s, or are not on record."));
            var before = Spells.Where(s => s.SchoolYear < Year.Ends).OrderByDescending(s => s.SchoolYear).FirstOrDefault();
            if (before is null)
                points.Add(new("First year in the district", "There is nothing earlier to compare with."));
            else if (before.SchoolName != Student.SchoolName)
                points.Add(new("First year at this school", $"Came from {before.SchoolName}."));
            var first = new DateOnly(Year.Ends - 1, 7, 1);
            foreach (var s in Scores.Where(s => s.TestDate < first && s.PercentileRank is < 40 && s.Subject is not null).GroupBy(s => s.Subject!).Select(g => g.MaxBy(s => s.TestDate)!).Take(2))
                points.Add(new($"{Words.Capital(s.Subject!)} was low last year", $"{Words.Ordinal((int)s.PercentileRank!.Value)} percentile in {s.Assessment}, {Words.DayYear(s.TestDate)}."));
            if (Devices.MaxBy(d => d.SurveyDate) is { Internet: { } internet } device && internet.StartsWith("No", StringComparison.OrdinalIgnoreCase))
                points.Add(new("No internet at home", $"By the survey of {Words.DayYear(device.SurveyDate)}. Homework that needs it cannot be done there."));
            return [.. points.Take(Most)];
        }
    }

    /// <summary>The finding over the year on one line of time.</summary>
    public string YearHeading
    {
        get
        {
            if (DaysEnrolled == 0)
                return "No attendance has been recorded this year";
            if (DaysAbsent == 0)
                return $"Here on every one of {Words.Count(DaysEnrolled, "school day")}";
            var recent = Known.TakeLast(20).Count(d => d.AbsentDays >= 0.5m);
            return recent * 3 >= DaysAbsent && recent > 1
                ? $"{Words.Capital(Words.Spelled(recent, "absence").Split(' ')[0])} of {Words.Spelled(DaysAbsent, "absence")} came in the last 20 school days"
                : $"Absent {DaysAbsent} of {DaysEnrolled} days so far";
        }
    }

    int Streak => Known.Reverse().TakeWhile(d => d.AbsentDays == 0).Count();

    IEnumerable<Point> TestStrengths()
    {
        var recent = Scores.Where(s => s.TestDate >= Year.FirstDay && s.Subject is not null).GroupBy(s => (s.Assessment, s.Subject));
        foreach (var g in recent.Select(g => g.OrderBy(s => s.TestDate).ToList()))
        {
            var (first, last) = (g[0], g[^1]);
            if (g.Count > 1 && last.ScorePoints - first.ScorePoints is { } rise && rise > 2 * Math.Max(last.StandardErrorPoints ?? 3, 1))
                yield return new($"{Words.Capital(last.Subject!)} score rose from {Number(first.ScorePoints!.Value)} to {Number(last.ScorePoints!.Value)}", $"{last.Assessment}, more than its error.");
            else if (last.PercentileRank is >= 60 and var rank)
                yield return new($"{Words.Capital(last.Subject!)}: {Words.Ordinal((int)rank)} percentile", $"{last.Assessment}, {Words.Day(last.TestDate)}.");
        }
    }

    static decimal Change(IReadOnlyList<StudentMark> marks) => marks.Count < 2 ? 0 : (marks[^1].Points - marks[0].Points) ?? 0;

    static string Number(decimal value) => value.ToString("0", CultureInfo.InvariantCulture);

    static string Said(StudentMark mark) => Sections.RosterModel.Said(mark);
}
