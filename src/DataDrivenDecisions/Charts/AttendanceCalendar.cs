using System.Globalization;
using ScottPlot;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Charts;

/// <summary>One student's school year as a calendar: a column for each week, a cell for each day from Monday to Friday.</summary>
/// <param name="words">The words inside the picture; English where none are given.</param>
public sealed class AttendanceCalendar(CalendarWords? words = null) : Chart<StudentDay>
{
    readonly CalendarWords _words = words ?? CalendarWords.English;

    const int Days = 5, LeftEdge = 66, TopEdge = 34, CellHeight = 30, KeyHeight = 44, MonthWidth = 46;
    const decimal MostOfTheDay = 0.5m;

    public override bool NeedsStudent => true;
    public override string Question => "On which days was this student away?";
    public override string Slug => "attendance-calendar";
    public override string Measured => "Each cell is one school day. Columns are weeks, from Monday at the top to Friday.";
    public override string HowToRead => "Blue: present. Orange: away for half the day or more; striped when excused. A white dot: late or away for a part. Dashed: no record yet.";
    public override string DoNotConclude => "why the student was away: illness, weather and travel look the same here.";
    public override string WhenEmpty => "No attendance of this student has been imported for this year yet.";

    public override Query<StudentDay> Data(ChartScope scope) => StudentDay.Of(scope.Student, scope.Year);

    public override string Message(IReadOnlyList<StudentDay> rows)
    {
        if (_words.Message is { } translated)
            return translated;
        var (absent, enrolled) = (rows.Sum(d => d.AbsentDays), rows.Sum(d => d.EnrolledDays));
        var rate = Rate.Of(absent, enrolled);
        return enrolled == 0 ? "No day has been submitted yet"
            : absent == 0 ? enrolled == 1 ? "Present on the one school day so far" : $"Present on all {Number(enrolled)} school days so far"
            : $"Absent {Number(absent)} of {Number(enrolled)} days ({rate})" + (Favourite(rows) is { } day ? $", most often on a {day}" : "");
    }

    public override string AltText(IReadOnlyList<StudentDay> rows)
    {
        if (_words.Alt is { } translated)
            return translated;
        var away = rows.Where(IsAway).OrderBy(d => d.Day).ToList();
        var span = $"From {Words(rows.Min(d => d.Day))} to {Words(rows.Max(d => d.Day))}: ";
        return span + (away.Count == 0
            ? "no day away."
            : $"away on {away.Count} {(away.Count == 1 ? "day" : "days")}, the last on {Words(away[^1].Day)}; {rows.Count(d => d.Status == "tardy")} late arrivals.");
    }

    public override string Stands(IReadOnlyList<StudentDay> rows) =>
        $"1 student, {HouseStyle.Count((long)rows.Sum(d => d.EnrolledDays), "day")} enrolled.";

    public override ChartTable Table(IReadOnlyList<StudentDay> rows) => new(
        "Days away, late or in part, newest first",
        ["Day", "What was recorded", "Days absent", "Of it excused"],
        [.. rows.Where(d => IsAway(d) || d.Status is "tardy" or "partial").OrderByDescending(d => d.Day).Select(d => (IReadOnlyList<string>)
            [Words(d.Day), d.Status, Number(d.AbsentDays), Number(d.ExcusedDays)])]);

    protected override int Height(IReadOnlyList<StudentDay> rows) => TopEdge + Days * CellHeight + KeyHeight;

    protected override Plot Blank(IReadOnlyList<StudentDay> rows) => HouseStyle.Sheet(Height(rows));

    public override void Draw(Plot plot, IReadOnlyList<StudentDay> rows)
    {
        var start = Monday(rows.Min(d => d.Day));
        var weeks = Math.Max(Weeks(start, rows.Max(d => d.Day)) + 1, 20);
        var wide = Math.Min((HouseStyle.Width - LeftEdge - 2) / (double)weeks, 34);
        for (var day = 0; day < Days; day += 2)
            plot.Label(_words.Day(day), 0, TopEdge + (day + 0.5) * CellHeight, Palette.Soft);
        MonthNames(plot, rows, start, wide);
        foreach (var day in rows.Where(d => Row(d.Day) < Days).GroupBy(d => d.Day).Select(SameDay))
        {
            var left = LeftEdge + Weeks(start, day.Day) * wide;
            var top = TopEdge + Row(day.Day) * CellHeight;
            Cell(plot, day, left + 1.5, top + 2, left + wide - 1.5, top + CellHeight - 2);
        }
        Key(plot);
    }

    static void Cell(Plot plot, StudentDay day, double left, double top, double right, double bottom)
    {
        if (day.Status is "not_submitted" or "no_data")
        {
            plot.Box(left + 1, top + 6, right - 1, bottom - 6, null, Palette.Dashed(Palette.Grey), 1.5f);
            return;
        }
        if (!IsAway(day))
        {
            plot.Box(left, top + 4, right, bottom - 4, Palette.BlueMid);
            if (day.Status is "tardy" or "partial" || day.AbsentDays > 0)
                plot.Dot((left + right) / 2, (top + bottom) / 2, Palette.Paper, size: 7);
            return;
        }
        // A taller cell says "away" a second time, for those who do not see orange.
        var excused = day.ExcusedDays >= day.AbsentDays;
        plot.Box(left, top, right, bottom, excused ? Palette.WarmWash : Palette.WarmMark, Palette.WarmMark, 2);
        if (excused)
            plot.Stripes(left, top, right, bottom, Palette.WarmMark, 7);
    }

    void MonthNames(Plot plot, IReadOnlyList<StudentDay> rows, DateOnly start, double wide)
    {
        // From the newest back, so that a month of one week at the start gives way to the whole month beside it.
        var free = double.MaxValue;
        foreach (var month in rows.GroupBy(d => (d.Day.Year, d.Day.Month)).Select(g => g.Min(d => d.Day)).OrderDescending())
        {
            var week = Weeks(start, month) + (Row(month) > 2 && month.Day < 7 && Weeks(start, month) > 0 ? 1 : 0);
            var x = LeftEdge + week * wide;
            if (x + MonthWidth > free)
                continue;
            plot.Label(_words.Month(month.Month), Math.Min(x, HouseStyle.Width - MonthWidth), TopEdge / 2.0 - 4, Palette.Soft);
            free = x;
        }
    }

    void Key(Plot plot)
    {
        var top = TopEdge + Days * CellHeight + 14.0;
        var x = (double)LeftEdge;
        foreach (var (text, sample) in new (string, StudentDay)[]
        {
            (_words.Present, Sample("present", 0, 0)), (_words.Late, Sample("tardy", 0, 0)), (_words.Away, Sample("absent", 1, 0)),
            (_words.Excused, Sample("absent", 1, 1)), (_words.NoRecord, Sample("no_data", 0, 0)),
        })
        {
            Cell(plot, sample, x, top, x + 16, top + 24);
            plot.Label(text, x + 24, top + 12, Palette.Soft);
            x += 24 + PublicSans.Width(text, HouseStyle.Text, bold: false) + 22;
        }
    }

    static StudentDay Sample(string status, decimal absent, decimal excused) =>
        new() { Day = default, Status = status, EnrolledDays = 1, AbsentDays = absent, ExcusedDays = excused };

    // Two schools may record the same day; the picture has one cell and shows the longer absence.
    static StudentDay SameDay(IGrouping<DateOnly, StudentDay> day) => day.MaxBy(d => d.AbsentDays)!;

    static DayOfWeek? Favourite(IReadOnlyList<StudentDay> rows)
    {
        var away = rows.Where(IsAway).ToList();
        var most = away.GroupBy(d => d.Day.DayOfWeek).MaxBy(g => g.Count());
        return most is not null && away.Count >= 6 && most.Count() * 2 >= away.Count ? most.Key : null;
    }

    static bool IsAway(StudentDay day) => day.AbsentDays >= MostOfTheDay;
    static int Row(DateOnly day) => ((int)day.DayOfWeek + 6) % 7;
    static DateOnly Monday(DateOnly day) => day.AddDays(-Row(day));
    static int Weeks(DateOnly start, DateOnly day) => (Monday(day).DayNumber - start.DayNumber) / 7;
    static string Words(DateOnly day) => day.ToString("ddd, MMM d", CultureInfo.InvariantCulture);
    static string Number(decimal days) => days.ToString("0.##", CultureInfo.InvariantCulture);
}
