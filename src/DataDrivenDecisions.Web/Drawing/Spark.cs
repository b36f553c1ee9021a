using System.Globalization;
using Microsoft.AspNetCore.Html;
using static System.FormattableString;

namespace DataDrivenDecisions.Web.Drawing;

/// <summary>A line the size of a word: where a figure came from over the years. An odd one is dashed and ends in a square.</summary>
public static class Spark
{
    /// <param name="values">Oldest first; the last is marked.</param>
    /// <param name="words">What it shows, for those who do not see it.</param>
    /// <param name="odd">True where the direction asks for attention.</param>
    public static IHtmlContent Draw(IReadOnlyList<decimal> values, string words, bool odd = false)
    {
        if (values.Count < 2)
            return HtmlString.Empty;
        var points = Places(values);
        var last = points[^1];
        var path = "M" + string.Join("L", points.Select(p => Invariant($"{p.X:0.##} {p.Y:0.##}")));
        var mark = odd
            ? Invariant($"<svg x=\"{last.X:0.##}%\" y=\"{last.Y:0.##}%\"><rect class=\"dot\" x=\"-4.5\" y=\"-4.5\" width=\"9\" height=\"9\"/></svg>")
            : Invariant($"<circle class=\"dot\" cx=\"{last.X:0.##}%\" cy=\"{last.Y:0.##}%\" r=\"4.5\"/>");
        return new HtmlString(
            $"<svg class=\"draw spark{(odd ? " odd" : "")}\" role=\"img\" aria-label=\"{System.Net.WebUtility.HtmlEncode(words)}\">" +
            $"<svg x=\"0\" y=\"0\" width=\"100%\" height=\"100%\" viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\"><path class=\"line\" d=\"{path}\"/></svg>{mark}</svg>");
    }

    /// <summary>"Four years, rising": the line in words.</summary>
    public static string Said(IReadOnlyList<decimal> values)
    {
        if (values.Count < 2)
            return "one year only";
        var way = Math.Abs(values[^1] - values[0]) < 0.3m ? "level" : values[^1] > values[0] ? "rising" : "falling";
        return string.Create(CultureInfo.InvariantCulture, $"{values.Count} years, {way}, from {values[0]:0.0} to {values[^1]:0.0}");
    }

    static List<(double X, double Y)> Places(IReadOnlyList<decimal> values)
    {
        double low = (double)values.Min(), high = (double)values.Max();
        // A nearly level line must look level: half a point is the least that fills the height.
        var span = Math.Max(high - low, 0.5);
        var middle = (high + low) / 2;
        return [.. values.Select((v, i) => (3 + 94.0 * i / (values.Count - 1), 50 - 70 * ((double)v - middle) / span))];
    }
}
