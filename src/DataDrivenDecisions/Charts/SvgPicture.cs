using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ScottPlot;
using SkiaSharp;

namespace DataDrivenDecisions.Charts;

/// <summary>One plot and the rectangle of the picture that it fills, in pixels.</summary>
/// <param name="Plot">What is drawn.</param>
/// <param name="Left">From the left edge.</param>
/// <param name="Top">From the top edge.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
public sealed record Panel(Plot Plot, float Left, float Top, float Width, float Height);

/// <summary>Turns drawn plots into one SVG that a screen reader can name, a page can recolour, and a strict content policy lets pass.</summary>
static partial class SvgPicture
{
    static readonly XNamespace Ns = "http://www.w3.org/2000/svg";

    /// <summary>The SVG text. Its ids all begin with <paramref name="id"/>, so that several pictures can stand on one page.</summary>
    public static string Of(string id, string title, string description, int height, IReadOnlyList<Panel> panels)
    {
        var root = XDocument.Parse(Drawn(panels, height)).Root!;
        foreach (var leftover in root.Descendants().Where(IsLeftover).ToList())
            leftover.Remove();
        foreach (var element in root.Descendants().ToList())
            Tidy(element, id);

        root.RemoveAttributes();
        root.Add(
            new XAttribute("class", "chart"), new XAttribute("role", "img"), new XAttribute("id", id),
            new XAttribute("aria-labelledby", $"{id}-t {id}-d"), new XAttribute("viewBox", $"0 0 {HouseStyle.Width} {height}"));
        root.AddFirst(
            new XElement(Ns + "title", new XAttribute("id", id + "-t"), title),
            new XElement(Ns + "desc", new XAttribute("id", id + "-d"), description));
        return root.ToString(SaveOptions.DisableFormatting);
    }

    static string Drawn(IReadOnlyList<Panel> panels, int height)
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(HouseStyle.Width, height), stream))
            foreach (var panel in panels)
            {
                // ScottPlot lays out during its first drawing and then draws again: let the first one go nowhere, and paint nothing for it.
                using (var nowhere = new SKNoDrawCanvas((int)panel.Width, (int)panel.Height))
                    panel.Plot.Render(nowhere, (int)panel.Width, (int)panel.Height);
                canvas.Save();
                canvas.Translate(panel.Left, panel.Top);
                panel.Plot.Render(canvas, (int)panel.Width, (int)panel.Height);
                canvas.Restore();
            }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A see-through background comes out as a rectangle without a fill, and a tick without length as a path of one point.</summary>
    static bool IsLeftover(XElement e) => e.Name.LocalName switch
    {
        "rect" => e.Attribute("fill") is null && e.Attribute("stroke") is null && e.Parent?.Name.LocalName != "clipPath",
        "path" => OnePoint().IsMatch((string?)e.Attribute("d") ?? ""),
        _ => false,
    };

    static void Tidy(XElement e, string id)
    {
        Prefix(e.Attribute("id"), id);
        Prefix(e.Attribute("clip-path"), id);
        var classes = new List<string>();
        foreach (var name in new[] { "fill", "stroke" })
            if (Palette.Find(Hex((string?)e.Attribute(name))) is { } found)
            {
                classes.Add(name + "-" + found.Name);
                if (found.Dashed && name == "stroke")
                    e.SetAttributeValue("stroke-dasharray", Dashes(First(e.Attribute("stroke-width"))));
            }
        if (classes.Count > 0)
            e.SetAttributeValue("class", string.Join(' ', classes));
        foreach (var name in new[] { "d", "transform" })
            if (e.Attribute(name) is { } path)
                path.Value = LongNumber().Replace(path.Value, m => Short(double.Parse(m.Value, CultureInfo.InvariantCulture)));
        if (e.Name.LocalName == "text")
            TidyText(e);
    }

    // Skia places every letter on its own, which falls apart under another face: one place and one length instead.
    static void TidyText(XElement text)
    {
        var bold = text.Attribute("font-weight") is not null;
        var size = First(text.Attribute("font-size"));
        var (x, y) = (First(text.Attribute("x")), First(text.Attribute("y")));
        text.Value = text.Value.Trim();
        text.SetAttributeValue("x", Short(x));
        text.SetAttributeValue("y", Short(y));
        text.SetAttributeValue("textLength", Short(PublicSans.Width(text.Value, (float)size, bold)));
        text.SetAttributeValue("font-family", "Public Sans, Noto Sans, sans-serif");
        text.SetAttributeValue("font-weight", bold ? "600" : null);
    }

    static void Prefix(XAttribute? attribute, string id)
    {
        if (attribute is not null)
            attribute.Value = ClipId().Replace(attribute.Value, id + "-$0");
    }

    static string Dashes(double width) => $"{Short(Math.Max(width, 1) * 3)} {Short(Math.Max(width, 1) * 2.4)}";

    static string? Hex(string? colour) => colour switch { "white" => "#FFFFFF", "black" => "#000000", var other => other };

    static double First(XAttribute? numbers) =>
        double.Parse(((string?)numbers ?? "0").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);

    static string Short(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\bcl_\w+", RegexOptions.ExplicitCapture)]
    private static partial Regex ClipId();

    [GeneratedRegex(@"^M(?<p>[-\d.]+ [-\d.]+)L\k<p>$", RegexOptions.ExplicitCapture)]
    private static partial Regex OnePoint();

    [GeneratedRegex(@"-?\d+\.\d{3,}(e-?\d+)?", RegexOptions.ExplicitCapture)]
    private static partial Regex LongNumber();
}
