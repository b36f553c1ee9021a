using System.Globalization;
using ScottPlot;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Charts;

/// <summary>Whether what the model says comes true as often as it says, in ten groups of a year that it did not learn from.</summary>
public sealed class RiskCalibration : Chart<CalibrationBin>
{
    // The gate of publication: five points on average.
    const double Agreed = 0.05;

    public override bool NeedsModelCard => true;
    public override string Question => "Does what the model says come true as often as it says?";
    public override string Slug => "risk-calibration";
    public override string Measured => "Students of a later year in groups of similar predicted chance: the chance said (across) and the share it came true for (up).";
    public override string HowToRead => "Points with their 95% interval. On the dashed line things come true exactly as often as said. Orange squares: the whole interval lies off the line.";
    public override string DoNotConclude => "anything about one student from it: a chance of 3 in 10 is right when 7 of 10 such students do well.";
    public override string WhenEmpty => "The model has not been tested on a later year yet.";

    public override bool Shows(CalibrationBin row) => !row.Students.IsSmall;

    public override string Message(IReadOnlyList<CalibrationBin> rows)
    {
        var off = Error(rows);
        return off <= Agreed
            ? $"What the model says comes true about as often as it says: {Points(off)} points apart on average"
            : $"What the model says is {Points(off)} points away from what comes true, on average";
    }

    public override string AltText(IReadOnlyList<CalibrationBin> rows) =>
        string.Join(" ", Ordered(rows).Select(b => $"Said {Percent(b.Predicted)}, came true {b.Observed.ToString(0)}."));

    public override string Stands(IReadOnlyList<CalibrationBin> rows) =>
        $"{HouseStyle.Count(rows.Sum(b => b.Students.Students))} of a year that the model did not learn from, in {HouseStyle.Count(rows.Count, "group")}.";

    public override ChartTable Table(IReadOnlyList<CalibrationBin> rows) => new(
        "Said and came true, by group",
        ["Chance said", "Students", "Came true", "Share", "95% interval"],
        [.. Ordered(rows).Select(b => (IReadOnlyList<string>)
            [Percent(b.Predicted), b.Students.ToString(), b.CameTrue.ToString(CultureInfo.InvariantCulture), b.Observed.ToString(), $"{Percent(Interval(b).Low)} to {Percent(Interval(b).High)}"])]);

    protected override Plot Blank(IReadOnlyList<CalibrationBin> rows) => HouseStyle.Axes(left: 78, right: 60, bottom: 44, top: 10);

    public override void Draw(Plot plot, IReadOnlyList<CalibrationBin> rows)
    {
        var most = rows.Max(b => Math.Max(b.Predicted, Interval(b).High)) * 100;
        var step = most <= 50 ? 10 : 20;
        var top = Math.Min(100, Math.Ceiling(most / step) * step);
        var ticks = Enumerable.Range(0, (int)(top / step) + 1).Select(i => ((double)(i * step), $"{i * step}%")).ToList();
        plot.Scale((-top * 0.02, top), (-top * 0.02, top * 1.04), [.. ticks.SkipLast(1), (top, $"{top:0}% said")], ticks);
        plot.ContextLine([(0, 0), (top, top)]);
        plot.Label("as often as said", top * 0.74, top * 0.68, Palette.Soft);
        plot.Label("came true", -top * 0.02, top * 1.04, Palette.Blue, Alignment.UpperLeft, bold: true, dx: 8, dy: 4);
        foreach (var bin in Ordered(rows))
        {
            var (low, high) = Interval(bin);
            var off = bin.Predicted < low || bin.Predicted > high;
            var color = off ? Palette.WarmMark : Palette.Blue;
            plot.Stroke(bin.Predicted * 100, low * 100, bin.Predicted * 100, high * 100, color, 3.5f);
            plot.Dot(bin.Predicted * 100, Share(bin) * 100, color, off ? MarkerShape.FilledSquare : MarkerShape.FilledCircle, 13);
        }
    }

    /// <summary>Mean distance of said and came true, 0 to 1, each student counting the same.</summary>
    static double Error(IReadOnlyList<CalibrationBin> rows) =>
        rows.Sum(b => Math.Abs(b.Predicted - Share(b)) * b.Students.Students) / rows.Sum(b => b.Students.Students);

    /// <summary>Wilson's 95% interval of a share (E. B. Wilson 1927), which keeps within 0 and 1 also for rare events.</summary>
    static (double Low, double High) Interval(CalibrationBin bin)
    {
        const double z = 1.959964;
        double n = bin.Students.Students, p = Share(bin);
        var middle = (p + z * z / (2 * n)) / (1 + z * z / n);
        var half = z / (1 + z * z / n) * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    static IEnumerable<CalibrationBin> Ordered(IReadOnlyList<CalibrationBin> rows) => rows.OrderBy(b => b.Predicted);
    static double Share(CalibrationBin bin) => (double)(bin.Observed.Percent ?? 0) / 100;
    static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + "%";
    static string Points(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture);
}
