using ScottPlot;

namespace DataDrivenDecisions.Charts;

/// <summary>
/// The few colours of the house, each with the name under which it travels into the SVG as a class, so that a page's tokens
/// (and with them dark mode and print) decide how it looks in the end.
/// </summary>
static class Palette
{
    // Name and light value. Dashed twins differ by one step of blue: Skia cannot write dashes into SVG without a complaint
    // on standard error for each, so the writer finds the twin and sets the dash itself.
    static readonly (string Name, string Light)[] Named =
    [
        ("ink", "#16202C"), ("ink-soft", "#4A5766"), ("line", "#D9DFE6"), ("paper", "#FFFFFF"),
        ("blue", "#1F5FAE"), ("blue-deep", "#163F75"), ("blue-mid", "#8FAFD7"), ("blue-wash", "#E8F0FA"),
        ("warm", "#A84C06"), ("warm-mark", "#D9730D"), ("warm-wash", "#FDF1E4"), ("grey-mark", "#8794A3"),
    ];

    static readonly Dictionary<string, (string Name, bool Dashed)> ByHex = Named
        .SelectMany(t => new[] { (Hex: t.Light, t.Name, Dashed: false), (Hex: Twin(t.Light), t.Name, Dashed: true) })
        .ToDictionary(t => t.Hex, t => (t.Name, t.Dashed), StringComparer.OrdinalIgnoreCase);

    public static readonly Color Ink = Of("ink"), Soft = Of("ink-soft"), Rule = Of("line"), Paper = Of("paper"),
        Blue = Of("blue"), BlueDeep = Of("blue-deep"), BlueMid = Of("blue-mid"), BlueWash = Of("blue-wash"),
        Warm = Of("warm"), WarmMark = Of("warm-mark"), WarmWash = Of("warm-wash"), Grey = Of("grey-mark");

    /// <summary>The names of all colours: each has a <c>fill-…</c> and a <c>stroke-…</c> class in charts.css.</summary>
    public static IEnumerable<string> Names => Named.Select(t => t.Name);

    /// <summary>The same colour for a line that is to be dashed.</summary>
    public static Color Dashed(Color color) => Color.FromHex(Twin(color.ToHex()));

    /// <summary>The name of a colour found in the SVG, and whether its line is dashed; null when it is none of ours.</summary>
    public static (string Name, bool Dashed)? Find(string? hex) => hex is not null && ByHex.TryGetValue(hex, out var found) ? found : null;

    static Color Of(string name) => Color.FromHex(Named.First(t => t.Name == name).Light);

    static string Twin(string hex)
    {
        var value = Convert.ToInt32(hex[1..7], 16) ^ 1;
        return "#" + value.ToString("X6", System.Globalization.CultureInfo.InvariantCulture);
    }
}
