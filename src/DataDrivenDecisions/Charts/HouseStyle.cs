using ScottPlot;
using ScottPlot.AxisPanels;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Charts;

/// <summary>
/// One look for every chart: calm paper, blue for what we speak of, orange for what to notice, grey for context.
/// A dash, a shape or stripes always say the same a second time, so that grey print and colour blindness lose nothing.
/// </summary>
public static class HouseStyle
{
    /// <summary>Pictures are drawn 800 wide and read at 360 on a phone, where text of 22 becomes 10 pixels: nothing is set smaller.</summary>
    public const int Width = 800, Height = 450, EmptyHeight = 150;

    internal const float Text = 22;
    const float AxisWidth = 1.5f, LineWidth = 4.5f, ContextWidth = 3, MarkerSize = 12;

    static HouseStyle()
    {
        ScottPlot.Fonts.FontResolvers.Insert(0, new PublicSans());
        ScottPlot.Fonts.Default = PublicSans.Family;
    }

    /// <summary>The style sheet that pages and reports need for charts; it takes its colours from the page's tokens.</summary>
    public static string Css { get; } = ReadCss();

    /// <summary>The embedded faces as <c>@font-face</c> rules, for a document that has to carry everything itself.</summary>
    public static string FontFaces { get; } = string.Concat(
        new[] { (400, "PublicSans_400Regular.ttf"), (600, "PublicSans_600SemiBold.ttf"), (700, "PublicSans_700Bold.ttf") }
            .Select(f => $"@font-face{{font-family:\"{PublicSans.Family}\";font-weight:{f.Item1};src:url(data:font/ttf;base64,{Convert.ToBase64String(PublicSans.Bytes(f.Item2))}) format(\"truetype\")}}\n"));

    /// <summary>An empty plot with light horizontal rules and a base line, and nothing else. Padding is in pixels.</summary>
    internal static Plot Axes(float left = 78, float right = 16, float bottom = 44, float top = 20)
    {
        var plot = new Plot
        {
            FigureBackground = new BackgroundStyle { Color = Colors.Transparent },
            DataBackground = new BackgroundStyle { Color = Colors.Transparent },
        };
        plot.Layout.Fixed(new PixelPadding(left, right, bottom, top));
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Grid.MajorLineColor = Palette.Rule;
        plot.Grid.MajorLineWidth = AxisWidth;
        foreach (var axis in plot.Axes.GetAxes().OfType<AxisBase>())
        {
            axis.FrameLineStyle.Width = 0;
            axis.MajorTickStyle.Length = 0;
            axis.MinorTickStyle.Length = 0;
            axis.TickLabelStyle.FontSize = Text;
            axis.TickLabelStyle.ForeColor = Palette.Soft;
        }
        plot.Axes.Bottom.FrameLineStyle.Width = AxisWidth;
        plot.Axes.Bottom.FrameLineStyle.Color = Palette.Grey;
        return plot;
    }

    /// <summary>A bare sheet whose units are pixels counted from the top left, for calendars and stacked bars.</summary>
    internal static Plot Sheet(int height, int width = Width)
    {
        var plot = Axes(0, 0, 0, 0);
        plot.HideAxesAndGrid();
        plot.Axes.SetLimits(0, width, height, 0);
        return plot;
    }

    /// <summary>The face of a chart that has nothing to show yet: a dashed outline, as everything planned or not met has.</summary>
    internal static Panel EmptyFace()
    {
        const int edge = 4, middle = EmptyHeight / 2;
        var sheet = Sheet(EmptyHeight);
        var corners = new[] { (edge, edge), (Width - edge, edge), (Width - edge, EmptyHeight - edge), (edge, EmptyHeight - edge), (edge, edge) };
        foreach (var (from, to) in corners.Zip(corners.Skip(1)))
            sheet.Stroke(from.Item1, from.Item2, to.Item1, to.Item2, Palette.Dashed(Palette.Grey));
        sheet.Label("Nothing to show yet", Width / 2.0, middle, Palette.Soft, Alignment.MiddleCenter);
        return new Panel(sheet, 0, 0, Width, EmptyHeight);
    }

    /// <summary>Sets limits and ticks by hand. Units stand in the tick labels ("90%"), so that no axis needs a turned title.</summary>
    internal static void Scale(this Plot plot, (double Min, double Max) x, (double Min, double Max) y,
        IReadOnlyList<(double At, string Label)> across, IReadOnlyList<(double At, string Label)> up)
    {
        plot.Axes.SetLimits(x.Min, x.Max, y.Min, y.Max);
        plot.Axes.Bottom.SetTicks([.. across.Select(t => t.At)], [.. across.Select(t => t.Label)]);
        plot.Axes.Left.SetTicks([.. up.Select(t => t.At)], [.. up.Select(t => t.Label)]);
    }

    /// <summary>A line of what we speak of, with a dot at each value.</summary>
    internal static void Line(this Plot plot, IEnumerable<(double X, double Y)> points, Color color, MarkerShape shape = MarkerShape.FilledCircle, float marker = MarkerSize)
    {
        var all = points.ToList();
        var line = plot.Add.Scatter(all.Select(p => p.X).ToArray(), all.Select(p => p.Y).ToArray(), color);
        (line.LineWidth, line.MarkerSize, line.MarkerShape) = (LineWidth, marker, shape);
    }

    /// <summary>A dashed grey line without dots, for last year and other things to compare with.</summary>
    internal static void ContextLine(this Plot plot, IEnumerable<(double X, double Y)> points, Color? color = null)
    {
        var all = points.ToList();
        var line = plot.Add.Scatter(all.Select(p => p.X).ToArray(), all.Select(p => p.Y).ToArray(), Palette.Dashed(color ?? Palette.Grey));
        (line.LineWidth, line.MarkerSize) = (ContextWidth, 0);
    }

    internal static void Dot(this Plot plot, double x, double y, Color color, MarkerShape shape = MarkerShape.FilledCircle, float size = MarkerSize) =>
        plot.Add.Marker(x, y, shape, size, color);

    /// <summary>A straight stroke; give it a dashed colour for a dashed one.</summary>
    internal static void Stroke(this Plot plot, double x1, double y1, double x2, double y2, Color color, float width = 2) =>
        plot.Add.Line(x1, y1, x2, y2).LineStyle = new LineStyle(width, color);

    /// <summary>A text at the thing itself; there are no legends. Offsets are in pixels.</summary>
    internal static void Label(this Plot plot, string text, double x, double y, Color color, Alignment at = Alignment.MiddleLeft,
        bool bold = false, float dx = 0, float dy = 0)
    {
        var label = plot.Add.Text(text, x, y);
        (label.LabelFontSize, label.LabelFontColor, label.LabelBold, label.LabelAlignment) = (Text, color, bold, at);
        (label.LabelPadding, label.OffsetX, label.OffsetY) = (0, dx, dy);
    }

    internal static void Box(this Plot plot, double left, double top, double right, double bottom, Color? fill, Color? edge = null, float width = 0)
    {
        var box = plot.Add.Rectangle(left, right, Math.Min(top, bottom), Math.Max(top, bottom));
        (box.FillColor, box.LineColor, box.LineWidth) = (fill ?? Colors.Transparent, edge ?? fill ?? Colors.Transparent, width);
    }

    /// <summary>Slanted stripes inside a box: the second sign beside a colour. Only on a <see cref="Sheet"/>, whose units are square.</summary>
    internal static void Stripes(this Plot plot, double left, double top, double right, double bottom, Color color, double step = 12)
    {
        // Each stripe lies on x + y = sum; it is cut where it leaves the box.
        for (var sum = left + top + step; sum < right + bottom; sum += step)
        {
            var (x1, x2) = (Math.Max(left, sum - bottom), Math.Min(right, sum - top));
            plot.Stroke(x1, sum - x1, x2, sum - x2, color);
        }
    }

    /// <summary>Moves labels apart so that no two are nearer than a line of text, keeping their order. Positions and answers are in pixels.</summary>
    internal static double[] Apart(IReadOnlyList<double> wanted, double line = Text + 3)
    {
        var order = Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i]).ToArray();
        var placed = wanted.ToArray();
        for (var pass = 0; pass < wanted.Count * 20; pass++)
            for (var i = 1; i < order.Length; i++)
            {
                var overlap = line - (placed[order[i]] - placed[order[i - 1]]);
                if (overlap > 0)
                    (placed[order[i - 1]], placed[order[i]]) = (placed[order[i - 1]] - overlap / 2, placed[order[i]] + overlap / 2);
            }
        return placed;
    }

    /// <summary>The text, or as much of it as has room, with an ellipsis.</summary>
    internal static string Fit(string text, double room, bool bold = false)
    {
        if (PublicSans.Width(text, Text, bold) <= room)
            return text;
        var keep = text.Length - 1;
        while (keep > 1 && PublicSans.Width(text[..keep].TrimEnd() + "…", Text, bold) > room)
            keep--;
        return text[..keep].TrimEnd() + "…";
    }

    /// <summary>"Lakeview Middle" for "Lakeview Middle School": labels have little room, tables say the whole name.</summary>
    internal static string ShortSchool(string name) => name.EndsWith(" School", StringComparison.Ordinal) ? name[..^" School".Length] : name;

    /// <summary>"1 student", "4,238 students".</summary>
    internal static string Count(long n, string one = "student", string? many = null) =>
        $"{new GroupSize(n)} {(n == 1 ? one : many ?? one + "s")}";

    static string ReadCss()
    {
        using var stream = typeof(HouseStyle).Assembly.GetManifestResourceStream("style/charts.css")
            ?? throw new InvalidOperationException("charts.css is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
