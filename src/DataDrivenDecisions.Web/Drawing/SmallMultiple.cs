using Microsoft.AspNetCore.Html;
using static System.FormattableString;

namespace DataDrivenDecisions.Web.Drawing;

/// <summary>One small chart of several that share a scale: a share over the years, its first and last value named, the target as a thin dashed line.</summary>
public sealed record SmallMultiple
{
    const double Bottom = 88;

    public required string Name { get; init; }
    public required long Students { get; init; }

    /// <summary>School year's end and the share in per cent, oldest first.</summary>
    public required IReadOnlyList<(int Year, decimal Percent)> Values { get; init; }

    /// <summary>Rose since last year where falling is wanted.</summary>
    public bool IsOdd { get; init; }

    /// <summary>Names the target at the line; only one of several does.</summary>
    public bool NamesTarget { get; init; }

    public string Words => Values.Count == 0 ? $"{Name}: no figures yet"
        : $"{Name}: " + string.Join(", ", Values.Select(v => Invariant($"{v.Percent:0.0}% in {v.Year - 1}–{v.Year % 100:00}")));

    /// <summary>Draws between the lowest and highest of all the charts.</summary>
    public IHtmlContent Draw(decimal low, decimal high, decimal target)
    {
        const double top = 16;
        double Y(decimal percent) => Bottom - (Bottom - top) * (double)((percent - low) / Math.Max(high - low, 0.1m));
        double X(int i) => Values.Count == 1 ? 50 : 11 + 76.0 * i / (Values.Count - 1);
        var svg = new System.Text.StringBuilder(Invariant($"<svg class=\"draw\" role=\"img\" aria-label=\"{System.Net.WebUtility.HtmlEncode(Words)}\">"))
            .Append(Invariant($"<line class=\"rule\" x1=\"0\" x2=\"100%\" y1=\"{Bottom}%\" y2=\"{Bottom}%\"/>"))
            .Append(Invariant($"<line class=\"goal\" x1=\"0\" x2=\"100%\" y1=\"{Y(target):0.#}%\" y2=\"{Y(target):0.#}%\"/>"));
        if (NamesTarget)
        {
            // The name stands in the middle, on the side of the line where the values are not.
            var below = Values.Count == 0 || Values.Average(v => v.Percent) >= target;
            svg.Append(Invariant($"<svg x=\"49%\" y=\"{Y(target):0.#}%\"><text class=\"wide\" text-anchor=\"middle\" y=\"{(below ? 15 : -6)}\">last year {target:0.0}%</text></svg>"));
        }
        if (Values.Count > 0)
            Line(svg, X, Y, Y(target));
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    void Line(System.Text.StringBuilder svg, Func<int, double> x, Func<decimal, double> y, double target)
    {
        var points = Values.Select((v, i) => (X: x(i), Y: y(v.Percent))).ToList();
        var last = points.Count - 1;
        svg.Append("<svg x=\"0\" y=\"0\" width=\"100%\" height=\"100%\" viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\"><path class=\"line\" d=\"M")
            .Append(string.Join("L", points.Select(p => Invariant($"{p.X:0.##} {p.Y:0.##}")))).Append("\"/></svg>");
        svg.Append(Mark("was", points[0])).Append(Mark("dot", points[last]));
        svg.Append(Invariant($"<svg x=\"{points[0].X:0.##}%\" y=\"{points[0].Y:0.##}%\"><text y=\"{Beside(points[0].Y, target)}\" text-anchor=\"middle\">{Values[0].Percent:0.0}%</text></svg>"));
        svg.Append(Invariant($"<svg x=\"{points[last].X:0.##}%\" y=\"{points[last].Y:0.##}%\"><text class=\"v\" y=\"{Beside(points[last].Y, target)}\" text-anchor=\"middle\">{Values[last].Percent:0.0}%</text></svg>"));
        svg.Append(Invariant($"<text x=\"{points[0].X:0.##}%\" y=\"100%\" text-anchor=\"middle\">’{Values[0].Year % 100:00}</text>"));
        svg.Append(Invariant($"<text x=\"{points[last].X:0.##}%\" y=\"100%\" text-anchor=\"middle\">’{Values[last].Year % 100:00}</text>"));
    }

    /// <summary>Where a value's text stands from its point, in pixels: above it, or below where the dashed line would run through it.</summary>
    static int Beside(double point, double line)
    {
        const double pixels = 1.2; // of one per cent of the picture's height, on phone and desk about the same
        const int above = -12, below = 21;
        var lineAbove = (point - line) * pixels;
        return lineAbove is > 8 and < 26 && (Bottom - point) * pixels > below + 2 ? below : above;
    }

    string Mark(string kind, (double X, double Y) at) => IsOdd
        ? Invariant($"<svg x=\"{at.X:0.##}%\" y=\"{at.Y:0.##}%\"><rect class=\"{kind}\" x=\"-5\" y=\"-5\" width=\"10\" height=\"10\"/></svg>")
        : Invariant($"<circle class=\"{kind}\" cx=\"{at.X:0.##}%\" cy=\"{at.Y:0.##}%\" r=\"4.5\"/>");
}
