using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DataDrivenDecisions.Benchmarks.Charts;

/// <summary>Reads the marks back out of a finished SVG: what a browser will show, and where.</summary>
static partial class SvgMarks
{
    /// <summary>Everything that is drawn in the picture, at its size in pixels; clip paths and full-size grounds are not marks.</summary>
    public static Drawn Read(string svg, double width, double height)
    {
        var (lines, rects, circles, texts) = (new List<double[]>(), new List<double[]>(), new List<double[]>(), new List<string>());
        Walk(XElement.Parse(svg), new Place(0, 0, 1, 1, width, height));
        return new Drawn { Lines = lines, Rects = rects, Circles = circles, Texts = texts };

        void Walk(XElement parent, Place inside)
        {
            foreach (var e in parent.Elements())
            {
                var at = inside.Moved(e);
                double X(string name) => at.X(e, name);
                double Y(string name) => at.Y(e, name);
                switch (e.Name.LocalName)
                {
                    case "g": Walk(e, at); break;
                    case "svg": Walk(e, at.Inside(e)); break;
                    case "line": lines.Add([X("x1"), Y("y1"), X("x2"), Y("y2")]); break;
                    case "path": lines.AddRange(((string?)e.Attribute("d") ?? "").Split('M', StringSplitOptions.RemoveEmptyEntries).Select(p => at.Points(p))); break;
                    case "ellipse": circles.Add([X("cx"), Y("cy"), Number(e.Attribute("rx")!.Value)]); break;
                    case "circle": circles.Add([X("cx"), Y("cy"), Number(e.Attribute("r")!.Value)]); break;
                    case "rect": Add(rects, [X("x"), Y("y"), X("x") + at.Wide(e, "width"), Y("y") + at.High(e, "height")]); break;
                    case "text": texts.Add(e.Value); break;
                }
            }
        }
    }

    // A filled box with an edge is written as two rectangles, one after the other.
    static void Add(List<double[]> rects, double[] rect)
    {
        if (rects.Count == 0 || !rects[^1].AsSpan().SequenceEqual(rect))
            rects.Add(rect);
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-?\d+(\.\d+)?", RegexOptions.ExplicitCapture)]
    private static partial Regex Digits();

    /// <summary>Where an SVG inside the SVG lies: its corner, the scale of its units, and what a hundred per cent are.</summary>
    readonly record struct Place(double Left, double Top, double ScaleX, double ScaleY, double Width, double Height)
    {
        public double X(XElement e, string name) => Left + ScaleX * Length(e, name, Width);
        public double Y(XElement e, string name) => Top + ScaleY * Length(e, name, Height);
        public double Wide(XElement e, string name) => ScaleX * Length(e, name, Width);
        public double High(XElement e, string name) => ScaleY * Length(e, name, Height);

        public double[] Points(string path)
        {
            var (left, top, scaleX, scaleY) = (Left, Top, ScaleX, ScaleY);
            return [.. Digits().Matches(path).Select((m, i) => Number(m.Value) is var v && i % 2 == 0 ? left + scaleX * v : top + scaleY * v)];
        }

        /// <summary>The place moved as the element says; Skia only ever moves.</summary>
        public Place Moved(XElement e) => (string?)e.Attribute("transform") is not { } moved ? this
            : Digits().Matches(moved) is [var x, var y] ? this with { Left = Left + ScaleX * Number(x.Value), Top = Top + ScaleY * Number(y.Value) }
            : throw new NotSupportedException($"{moved} is not a move; read it before comparing.");

        public Place Inside(XElement svg)
        {
            var (left, top) = (X(svg, "x"), Y(svg, "y"));
            return svg.Attribute("viewBox") is null
                ? new(left, top, 1, 1, Width, Height)
                : new(left, top, Wide(svg, "width") / 100, High(svg, "height") / 100, 100, 100);
        }

        static double Length(XElement e, string name, double whole) => (string?)e.Attribute(name) is not { } text ? 0
            : text.EndsWith('%') ? Number(text[..^1]) * whole / 100
            : Number(text);
    }
}
