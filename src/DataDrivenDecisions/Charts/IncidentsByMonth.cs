using System.Globalization;
using ScottPlot;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Charts;

/// <summary>Discipline incidents month by month, with those that led to a suspension, and last year's line.</summary>
public sealed class IncidentsByMonth : Chart<IncidentMonth>
{
    const double HalfBar = 0.32, LabelRoom = 1.9;

    public override string Question => "When do incidents happen, and how often do they end in a suspension?";
    public override string Slug => "incidents-by-month";
    public override string Measured => "Incidents by month, each counted once, this year and last year up to the same day.";
    public override string HowToRead => "Bars: this year; the dark part led to a suspension. Dashed grey: last year.";
    public override string DoNotConclude => "that behavior changed: schools also change what they write down.";
    public override string WhenEmpty => "No incidents have been imported for this year yet.";

    public override Query<IncidentMonth> Data(ChartScope scope) => IncidentMonth.InAndBefore(scope.Year, scope.AsOf, scope.SchoolKey);

    public override bool Shows(IncidentMonth row) => !row.Enrolled.IsSmall;

    public override string Message(IReadOnlyList<IncidentMonth> rows)
    {
        var (now, before) = Years(rows);
        var (total, last) = (now.Sum(m => m.Incidents), before.Sum(m => m.Incidents));
        var suspensions = Rate.Of(now.Sum(m => m.Suspensions), total);
        var start = HouseStyle.Count(total, "incident") + " so far this year" + (before.Count > 0 ? $", after {new GroupSize(last)} by this day last year" : "");
        return total == 0 ? start : $"{start}; {suspensions.ToString(0)} led to a suspension";
    }

    public override string AltText(IReadOnlyList<IncidentMonth> rows) =>
        string.Join(" ", Years(rows).Now.Select(m => $"{m.Month}: {m.Incidents}, of them {m.Suspensions} with a suspension."));

    public override string Stands(IReadOnlyList<IncidentMonth> rows) => $"{HouseStyle.Count(Years(rows).Now.Max(m => m.Enrolled.Students))} enrolled this year.";

    public override ChartTable Table(IReadOnlyList<IncidentMonth> rows)
    {
        var (now, before) = Years(rows);
        return new("Incidents by month", ["Month", "This year", "With a suspension", "Last year"],
            [.. Months(rows).Select(month => (IReadOnlyList<string>)
                [month.ToString(), Text(now.Find(m => m.Month == month)?.Incidents), Text(now.Find(m => m.Month == month)?.Suspensions), Text(before.Find(m => m.Month == month)?.Incidents)])]);
    }

    protected override Plot Blank(IReadOnlyList<IncidentMonth> rows) => HouseStyle.Axes(left: 58, right: 6);

    public override void Draw(Plot plot, IReadOnlyList<IncidentMonth> rows)
    {
        var (now, before) = Years(rows);
        var months = Months(rows);
        var most = Math.Max(4, rows.Max(m => m.Incidents));
        var step = new[] { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000 }.FirstOrDefault(s => most / s <= 5, 5000);
        var top = (most / step + 1) * step;
        plot.Scale((months[0].Position - 0.6, Math.Max(months[^1].Position, months[0].Position + 3) + (before.Count > 0 ? LabelRoom : 0.6)), (0, top),
            [.. months.Select(m => ((double)m.Position, m.Short))],
            [.. Enumerable.Range(0, (int)(top / step) + 1).Select(i => ((double)(i * step), (i * step).ToString(CultureInfo.InvariantCulture)))]);
        foreach (var month in now)
        {
            var at = month.Month.Position;
            plot.Box(at - HalfBar, month.Incidents, at + HalfBar, month.Suspensions, Palette.BlueMid);
            if (month.Suspensions > 0)
                plot.Box(at - HalfBar, month.Suspensions, at + HalfBar, 0, Palette.BlueDeep);
        }
        if (before.Count == 0)
            return;
        plot.ContextLine(before.Select(m => ((double)m.Month.Position, (double)m.Incidents)), Palette.Soft);
        plot.Label(before[^1].Year.ToString(), before[^1].Month.Position + HalfBar, before[^1].Incidents, Palette.Soft, dx: 10);
    }

    static List<Month> Months(IReadOnlyList<IncidentMonth> rows)
    {
        var (first, last) = (rows.Min(m => m.Month.Position), rows.Max(m => m.Month.Position));
        return [.. Enumerable.Range(first, last - first + 1).Select(position => new Month((position + 6) % 12 + 1))];
    }

    static (List<IncidentMonth> Now, List<IncidentMonth> Before) Years(IReadOnlyList<IncidentMonth> rows)
    {
        var newest = rows.Max(m => m.Year);
        return ([.. rows.Where(m => m.Year == newest).OrderBy(m => m.Month)], [.. rows.Where(m => m.Year < newest).OrderBy(m => m.Month)]);
    }

    static string Text(long? count) => (count ?? 0).ToString(CultureInfo.InvariantCulture);
}
