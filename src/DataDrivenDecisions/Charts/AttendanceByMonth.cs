using ScottPlot;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Charts;

/// <summary>Attendance month by month, this year beside the year before, one small panel per school on one shared scale.</summary>
public sealed class AttendanceByMonth : Chart<SchoolMonth>
{
    const int Across = 2, PanelHeight = 214, NameHeight = 74, BottomEdge = 34, NameRoom = 330;
    // A name such as "2025-26: 89.5%" takes so much of the width between the axes.
    const double NameShare = 0.28;

    // Half a point is what one classroom with a cold changes in a month; smaller differences get no orange line.
    const decimal NoticedPoints = 0.5m;

    public override string Question => "Is attendance holding up through the year?";
    public override string Slug => "attendance-by-month";
    public override string Measured => "Days present as a share of days enrolled, by month. One scale for all schools.";
    public override string HowToRead => "Solid line: this year. Dashed grey: last year. Orange with square marks: the school furthest below its own last year.";
    public override string DoNotConclude => "that one school does better work than another: they teach different ages. No cause is shown here.";
    public override string WhenEmpty => "No attendance has been imported for this year yet.";

    public override Query<SchoolMonth> Data(ChartScope scope) => SchoolMonth.InAndBefore(scope.Year, scope.SchoolKey);

    public override bool Shows(SchoolMonth row) => !row.Students.IsSmall && row.Attendance.HasValue;

    public override string Message(IReadOnlyList<SchoolMonth> rows)
    {
        var lines = Lines(rows);
        var (now, before) = (Rate.Pool(lines.Select(l => l.NewestRate)), Rate.Pool(lines.Select(l => l.SameMonthBefore)));
        var month = lines.Max(l => l.Newest.Month);
        var slipping = Slipping(lines);
        if (slipping is { SameMonthBefore: var last })
            return lines.Count == 1
                ? $"Attendance in {slipping.Newest.Month} was {slipping.NewestRate}, down from {last} a year before"
                : $"{slipping.School} fell from {last} to {slipping.NewestRate} in {slipping.Newest.Month}; all schools together are at {now}";
        return before.HasValue
            ? $"Attendance in {month} was {now}, after {before} a year before"
            : $"Attendance in {month} was {now}";
    }

    public override string AltText(IReadOnlyList<SchoolMonth> rows) =>
        string.Join(" ", Lines(rows).Select(l =>
            $"{l.School}: {l.ThisYear[0].Attendance} in {l.ThisYear[0].Month}, lowest {l.ThisYear.MinBy(m => m.Attendance)!.Attendance} in "
            + $"{l.ThisYear.MinBy(m => m.Attendance)!.Month}, {l.NewestRate} in {l.Newest.Month}."));

    public override string Stands(IReadOnlyList<SchoolMonth> rows) =>
        $"{HouseStyle.Count(Lines(rows).Sum(l => l.Newest.Students.Students))} in the newest month.";

    public override ChartTable Table(IReadOnlyList<SchoolMonth> rows) => new(
        "Attendance by school and month",
        ["School and month", "Students", "This year", "Last year"],
        [.. Lines(rows).SelectMany(l => l.ThisYear.Select(m => (IReadOnlyList<string>)
            [$"{l.School}, {m.Month}", m.Students.ToString(), m.Attendance.ToString(), l.Before(m.Month).ToString()]))]);

    protected override int Height(IReadOnlyList<SchoolMonth> rows)
    {
        var schools = Lines(rows).Count;
        return schools == 1 ? HouseStyle.Height : (schools + Across - 1) / Across * PanelHeight;
    }

    protected override IReadOnlyList<Panel> Panels(IReadOnlyList<SchoolMonth> rows)
    {
        var lines = Lines(rows);
        if (lines.Count == 1)
            return base.Panels(rows);
        var slipping = Slipping(lines);
        const float each = (float)HouseStyle.Width / Across;
        return [.. lines.Select((line, i) =>
        {
            var plot = HouseStyle.Axes(left: 62, right: 8, bottom: BottomEdge, top: 0);
            DrawOne(plot, line, Lowest(rows), small: true, notice: line == slipping);
            return new Panel(plot, i % Across * each, i / Across * PanelHeight, each, PanelHeight);
        })];
    }

    protected override Plot Blank(IReadOnlyList<SchoolMonth> rows) => HouseStyle.Axes(right: 16);

    public override void Draw(Plot plot, IReadOnlyList<SchoolMonth> rows)
    {
        var lines = Lines(rows);
        DrawOne(plot, lines[0], Lowest(rows), small: false, notice: Slipping(lines) is not null);
    }

    static void DrawOne(Plot plot, Line line, double lowest, bool small, bool notice)
    {
        var color = notice ? Palette.WarmMark : Palette.Blue;
        var months = line.ThisYear.Concat(line.LastYear).Select(m => m.Month).Distinct().Order().ToList();
        var (first, last) = (months[0].Position, months[^1].Position);
        // Only what lies inside the axes is drawn, so the panel's name needs room above 100%.
        var top = small ? 100 + (100 - lowest) * NameHeight / (PanelHeight - BottomEdge - NameHeight) : 100;
        // The first and last month's names need room within the panel.
        var edge = small ? 0.9 : 0.3;
        // Alone, its lines carry their names at their ends: what is drawn beyond the axes is cut off, so the axes go on where the names stand.
        var right = small ? last + edge : (last - NameShare * (first - edge)) / (1 - NameShare);
        plot.Scale((first - edge, right), (lowest, top),
            [.. (small ? months.Where((_, i) => i == 0 || i == months.Count - 1) : months).Select(m => ((double)m.Position, m.Short))],
            [.. Steps(lowest, small).Select(s => (s, $"{s:0}%"))]);
        if (line.LastYear.Count > 0)
            plot.ContextLine(line.LastYear.Select(Point));
        plot.Line(line.ThisYear.Select(Point), color, notice ? MarkerShape.FilledSquare : MarkerShape.FilledCircle, small ? 8 : 12);
        if (small)
            PanelName(plot, line, first - edge, top, notice);
        else
            EndLabels(plot, line, lowest, notice ? Palette.Warm : Palette.Blue);
    }

    static void PanelName(Plot plot, Line line, double left, double top, bool notice)
    {
        plot.Label(HouseStyle.Fit(HouseStyle.ShortSchool(line.School), NameRoom, bold: true), left, top, notice ? Palette.Warm : Palette.Ink, Alignment.UpperLeft, bold: true, dy: 6);
        plot.Label($"{line.NewestRate} in {line.Newest.Month.Short}", left, top, notice ? Palette.Warm : Palette.Blue, Alignment.UpperLeft, bold: notice, dy: 34);
    }

    static void EndLabels(Plot plot, Line line, double lowest, Color color)
    {
        var ends = new List<(string Text, SchoolMonth At, Color Color, bool Bold)> { ($"{line.Newest.Year}: {line.NewestRate}", line.Newest, color, true) };
        if (line.LastYear.Count > 0)
            ends.Add(($"{line.LastYear[^1].Year}: {line.LastYear[^1].Attendance}", line.LastYear[^1], Palette.Soft, false));
        const double pixels = HouseStyle.Height - 64;
        var perPixel = (100 - lowest) / pixels;
        var places = HouseStyle.Apart([.. ends.Select(e => (100 - Point(e.At).Y) / perPixel)]);
        for (var i = 0; i < ends.Count; i++)
            plot.Label(ends[i].Text, Point(ends[i].At).X, 100 - places[i] * perPixel, ends[i].Color, bold: ends[i].Bold, dx: 14);
    }

    static IEnumerable<double> Steps(double lowest, bool small)
    {
        var step = (100 - lowest) switch { <= 8 => 2, <= 16 => 4, <= 30 => 5, _ => 20 };
        for (var at = lowest; at <= 100; at += small ? Math.Max(step, (100 - lowest) / 2) : step)
            yield return at;
    }

    // The scale starts at an even number below the lowest point: attendance lives between 80 and 100 percent, and a scale from zero would hide it.
    static double Lowest(IReadOnlyList<SchoolMonth> rows) => Math.Max(0, Math.Floor(((double)rows.Min(r => r.Attendance.Percent!.Value) - 0.5) / 4) * 4);

    static (double X, double Y) Point(SchoolMonth m) => (m.Month.Position, (double)m.Attendance.Percent!.Value);

    static Line? Slipping(IReadOnlyList<Line> lines) => lines
        .Where(l => l.SameMonthBefore.HasValue && l.SameMonthBefore.Percent - l.NewestRate.Percent >= NoticedPoints)
        .MaxBy(l => l.SameMonthBefore.Percent - l.NewestRate.Percent);

    static List<Line> Lines(IReadOnlyList<SchoolMonth> rows)
    {
        var newest = rows.Max(r => r.Year);
        return [.. rows.GroupBy(r => r.School)
            .Select(g => new Line(g.Key, Months(g, newest), Months(g, newest.Previous)))
            .Where(l => l.ThisYear.Count > 0)
            .OrderBy(l => l.School, StringComparer.Ordinal)];
    }

    static List<SchoolMonth> Months(IEnumerable<SchoolMonth> rows, SchoolYear year) => [.. rows.Where(r => r.Year == year).OrderBy(r => r.Month)];

    sealed record Line(string School, List<SchoolMonth> ThisYear, List<SchoolMonth> LastYear)
    {
        public SchoolMonth Newest => ThisYear[^1];
        public Rate NewestRate => Newest.Attendance;
        public Rate SameMonthBefore => Before(Newest.Month);
        public Rate Before(Month month) => LastYear.Find(m => m.Month == month)?.Attendance ?? Rate.None;
    }
}
