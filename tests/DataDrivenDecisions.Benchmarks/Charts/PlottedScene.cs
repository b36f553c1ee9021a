using DataDrivenDecisions.Charts;
using ScottPlot;
using ScottPlot.Plottables;
using Palette = DataDrivenDecisions.Charts.Palette;

namespace DataDrivenDecisions.Benchmarks.Charts;

/// <summary>Reads out of the product's plots what they were asked to draw, with the values that they were given.</summary>
static class PlottedScene
{
    public static Scene Of(string name, IReadOnlyList<Panel> panels) =>
        new(name, HouseStyle.Width, (int)panels.Max(p => p.Top + p.Height), [.. panels.Select(Read)]);

    static Face Read(Panel panel)
    {
        var plot = panel.Plot;
        plot.RenderInMemory((int)panel.Width, (int)panel.Height);
        var (area, limits, marks) = (plot.LastRender.DataRect, plot.Axes.GetLimits(), plot.PlottableList);
        var axes = plot.Axes.Left.IsVisible;
        return new Face
        {
            Area = [panel.Left + area.Left, panel.Top + area.Top, panel.Left + area.Right, panel.Top + area.Bottom],
            X = [limits.Left, limits.Right], Y = [limits.Bottom, limits.Top],
            Across = axes ? Ticks(plot.Axes.Bottom) : [], Up = axes ? Ticks(plot.Axes.Left) : [],
            Lines = [.. marks.OfType<Scatter>().Select(Read), .. marks.OfType<LinePlot>().Select(Read)],
            Boxes = [.. marks.OfType<Rectangle>().Select(Read)],
            Dots = [.. marks.OfType<Scatter>().Where(s => s.MarkerSize > 0).SelectMany(s => Points(s).Select(p => new Dot(p.X, p.Y, s.MarkerSize, Plain(s.MarkerFillColor), s.MarkerShape == MarkerShape.FilledSquare))),
                .. marks.OfType<Marker>().Select(m => new Dot(m.X, m.Y, m.Size, Plain(m.Color), m.Shape == MarkerShape.FilledSquare))],
            Words = [.. marks.OfType<Text>().Select(Read)],
        };
    }

    static List<Tick> Ticks(IAxis axis) => [.. axis.TickGenerator.Ticks.Where(t => t.IsMajor).Select(t => new Tick(t.Position, t.Label))];

    static IReadOnlyList<Coordinates> Points(Scatter s) => s.Data.GetScatterPoints();

    static Line Read(Scatter s) => new([.. Points(s).Select(p => p.X)], [.. Points(s).Select(p => p.Y)], Plain(s.LineColor), s.LineWidth, IsDashed(s.LineColor));

    static Line Read(LinePlot l) => new([l.Start.X, l.End.X], [l.Start.Y, l.End.Y], Plain(l.LineColor), l.LineWidth, IsDashed(l.LineColor));

    static Box Read(Rectangle r) => new(Math.Min(r.X1, r.X2), Math.Min(r.Y1, r.Y2), Math.Max(r.X1, r.X2), Math.Max(r.Y1, r.Y2),
        r.FillColor.A == 0 ? null : Plain(r.FillColor), r.LineWidth > 0 ? Plain(r.LineColor) : null, r.LineWidth, IsDashed(r.LineColor));

    static Word Read(Text t) => new(t.LabelText, t.Location.X, t.Location.Y, Plain(t.LabelFontColor), t.LabelBold, t.LabelAlignment.ToString() switch
    {
        var a when a.EndsWith("Left", StringComparison.Ordinal) => "left",
        var a when a.EndsWith("Right", StringComparison.Ordinal) => "right",
        _ => "center",
    }, t.LabelAlignment.ToString() switch
    {
        var a when a.StartsWith("Upper", StringComparison.Ordinal) => "top",
        var a when a.StartsWith("Lower", StringComparison.Ordinal) => "bottom",
        _ => "center",
    }, t.OffsetX, t.OffsetY, t.LabelFontSize);

    // A dashed line has a colour of its own, one step beside the plain one.
    static bool IsDashed(Color color) => Palette.Find(color.ToHex()) is { Dashed: true };

    static string Plain(Color color) => IsDashed(color) ? Palette.Dashed(color).ToHex() : color.ToHex();
}
