using System.Globalization;
using ScottPlot;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Charts;

/// <summary>One student's test scores over time, each with how sure the test is of it; a panel for each test and subject.</summary>
public sealed class GrowthLine : Chart<StudentScore>
{
    const int MostPanels = 4, PanelHeight = 330;

    public override bool NeedsStudent => true;
    public override string Question => "Is this student growing?";
    public override string Slug => "growth-line";
    public override string Measured => "Test scores on each test's own scale, with one standard error of measurement each way.";
    public override string HowToRead => "The dot is the score. The upright line is how sure we are: on another day the score would most likely fall on it.";
    public override string DoNotConclude => "that a small change is growth or loss: one test can be lucky or unlucky, and where the upright lines overlap it may be chance.";
    public override string WhenEmpty => "No test scores of this student have been imported yet.";

    public override Query<StudentScore> Data(ChartScope scope) => StudentScore.Of(scope.Student, scope.AsOf);

    protected override (IReadOnlyList<StudentScore> Shown, int Hidden) Select(IReadOnlyList<StudentScore> rows) =>
        ([.. rows.Where(s => s.ScorePoints is not null)], 0);

    public override string Message(IReadOnlyList<StudentScore> rows)
    {
        var test = Tests(rows)[0];
        if (test.Earlier is not { } earlier || test.Gain is not { } gain)
            return $"{test.Name}: {Sure(test.Last)} on {Day(test.Last.TestDate)}";
        var moved = test.IsSure && !test.HasGrown && !test.HasFallen ? "about the same"
            : $"{(gain < 0 ? "down" : "up")} {Number(Math.Abs(gain))} points" + (test.GainError is { } error ? $" (±\u00a0{Number(error)})" : "");
        return $"{test.Name}: {Sure(test.Last)}, {moved} since {When(earlier)}";
    }

    public override string AltText(IReadOnlyList<StudentScore> rows) =>
        string.Join(" ", Tests(rows).Select(t => $"{t.Name}: {string.Join(", ", t.Scores.Select(s => $"{When(s)} {Sure(s)}"))}."));

    public override string Stands(IReadOnlyList<StudentScore> rows) => $"1 student, {HouseStyle.Count(rows.Count, "score")}.";

    public override ChartTable Table(IReadOnlyList<StudentScore> rows) => new(
        "Test scores, newest first",
        ["Test and subject", "Day", "Score", "Standard error", "National percentile", "Level"],
        [.. rows.OrderByDescending(s => s.TestDate).ThenBy(s => s.Subject, StringComparer.Ordinal).Select(s => (IReadOnlyList<string>)
        [
            $"{s.Assessment} {s.Subject}".Trim(), Day(s.TestDate), Number(s.ScorePoints!.Value), s.StandardErrorPoints is { } e ? "± " + Number(e) : "not given",
            s.PercentileRank is >= 1 and <= 99 ? new PercentileRank((int)s.PercentileRank).ToString() : "–", s.Level ?? "–",
        ])]);

    protected override int Height(IReadOnlyList<StudentScore> rows) =>
        Tests(rows).Count switch { 1 => HouseStyle.Height, <= 2 => PanelHeight, _ => PanelHeight * 2 };

    protected override IReadOnlyList<Panel> Panels(IReadOnlyList<StudentScore> rows)
    {
        var tests = Tests(rows);
        if (tests.Count == 1)
            return base.Panels(rows);
        const int each = HouseStyle.Width / 2;
        return [.. tests.Select((test, i) =>
        {
            var plot = HouseStyle.Axes(left: 62, right: 4, bottom: 40, top: 0);
            DrawOne(plot, test, each, PanelHeight);
            return new Panel(plot, i % 2 * each, i / 2 * PanelHeight, each, PanelHeight);
        })];
    }

    protected override Plot Blank(IReadOnlyList<StudentScore> rows) => HouseStyle.Axes(left: 62, right: 4, bottom: 40, top: 0);

    public override void Draw(Plot plot, IReadOnlyList<StudentScore> rows) =>
        DrawOne(plot, Tests(rows)[0], HouseStyle.Width, HouseStyle.Height);

    static void DrawOne(Plot plot, TestSeries test, int width, int height)
    {
        var scores = test.Scores;
        var low = (double)scores.Min(s => s.ScorePoints!.Value - (s.StandardErrorPoints ?? 0));
        var high = (double)scores.Max(s => s.ScorePoints!.Value + (s.StandardErrorPoints ?? 0));
        var step = new[] { 5, 10, 20, 50, 100, 200, 500 }.FirstOrDefault(s => (high - low) / s <= 4, 1000);
        var bottom = Math.Floor((low - step * 0.2) / step) * step;
        var topTick = Math.Ceiling((high + step * 0.2) / step) * step;
        // Room above for the panel's name, and at the right for the newest score.
        var top = topTick + (topTick - bottom) * 56 / (height - 96.0);
        var span = Math.Max(scores.Count - 1, 1);
        const double labelRoom = 120;
        var perScore = (width - 66 - labelRoom - 30) / (double)span;
        plot.Scale((-30 / perScore, span + labelRoom / perScore), (bottom, top),
            [.. Ticks(scores, perScore)], [.. Enumerable.Range(0, (int)((topTick - bottom) / step) + 1).Select(i => (bottom + i * step, Number((decimal)(bottom + i * step))))]);
        for (var i = 0; i < scores.Count; i++)
            if (scores[i].StandardErrorPoints is { } e)
                plot.Stroke(i, (double)(scores[i].ScorePoints!.Value - e), i, (double)(scores[i].ScorePoints!.Value + e), Palette.Blue, 3.5f);
        plot.Line(scores.Select((s, i) => ((double)i, (double)s.ScorePoints!.Value)), Palette.Blue);
        plot.Label(Sure(scores[^1]), scores.Count - 1, (double)scores[^1].ScorePoints!.Value, Palette.Blue, bold: true, dx: 16);
        plot.Label(HouseStyle.Fit(test.Name, width - 80, bold: true), -30 / perScore, top, Palette.Ink, Alignment.UpperLeft, bold: true, dy: 10);
    }

    static IEnumerable<(double, string)> Ticks(IReadOnlyList<StudentScore> scores, double perScore)
    {
        var free = double.MaxValue;
        for (var i = scores.Count - 1; i >= 0; i--)
        {
            var text = Short(scores[i]);
            var wide = PublicSans.Width(text, HouseStyle.Text, bold: false);
            if (i * perScore + wide / 2 > free)
                continue;
            free = i * perScore - wide / 2 - 10;
            yield return (i, text);
        }
    }

    static List<TestSeries> Tests(IReadOnlyList<StudentScore> rows) => [.. TestSeries.From(rows).Take(MostPanels)];

    static string When(StudentScore s) => string.IsNullOrEmpty(s.Window)
        ? s.TestDate.ToString("MMMM yyyy", CultureInfo.InvariantCulture)
        : $"{s.Window.ToLowerInvariant()} {s.TestDate.Year.ToString(CultureInfo.InvariantCulture)}";

    static string Short(StudentScore s)
    {
        var window = string.IsNullOrEmpty(s.Window) ? s.TestDate.ToString("MMM", CultureInfo.InvariantCulture) : char.ToUpperInvariant(s.Window[0]) + s.Window[1..].ToLowerInvariant();
        return $"{window.Split(' ')[0]} {s.TestDate.ToString("yy", CultureInfo.InvariantCulture)}";
    }

    static string Sure(StudentScore s) => Number(s.ScorePoints!.Value) + (s.StandardErrorPoints is { } e ? $" ±\u00a0{Number(e)}" : "");
    static string Number(decimal points) => Math.Round(points, 0, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture);
    static string Day(DateOnly day) => day.ToString("MMM d, yyyy", CultureInfo.InvariantCulture);
}
