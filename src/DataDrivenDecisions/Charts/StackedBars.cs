using System.Globalization;
using ScottPlot;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Charts;

/// <summary>How one part of every bar looks: a colour with ink that reads on it, and a second sign where it needs one.</summary>
/// <param name="Name">Its name in the key.</param>
/// <param name="Fill">The colour, or null for an outline.</param>
/// <param name="Ink">The colour of the figure inside.</param>
/// <param name="Striped">Slanted stripes over the fill.</param>
readonly record struct Part(string Name, Color? Fill, Color Ink, bool Striped = false)
{
    public static Part Good(string name) => new(name, Palette.Blue, Palette.Paper);
    public static Part Middle(string name) => new(name, Palette.Rule, Palette.Ink);
    public static Part Notice(string name) => new(name, Palette.WarmWash, Palette.Warm, Striped: true);
    public static Part Strong(string name) => new(name, Palette.Warm, Palette.Paper);
    public static Part Unknown(string name) => new(name, null, Palette.Soft);
}

/// <summary>One bar: what it is about, how many it stands for, and how many of them fall into each part.</summary>
readonly record struct Bar(string Name, string Note, IReadOnlyList<long> Counts)
{
    public long Total => Counts.Sum();
}

/// <summary>Bars that each make up a whole, one under the other, with a key above and the share inside each part.</summary>
static class StackedBars
{
    const int KeyHeight = 40, RowHeight = 76, BarHeight = 46, Gap = 18;
    const double NarrowestFigure = 50;

    public static int Height(int bars) => KeyHeight + bars * RowHeight;

    public static void Draw(Plot sheet, IReadOnlyList<Part> parts, IReadOnlyList<Bar> bars)
    {
        var left = Math.Min(260, bars.Max(b => Math.Max(PublicSans.Width(HouseStyle.ShortSchool(b.Name), HouseStyle.Text, true), PublicSans.Width(b.Note, HouseStyle.Text, false)))) + Gap;
        Key(sheet, parts);
        for (var i = 0; i < bars.Count; i++)
        {
            var top = KeyHeight + i * RowHeight + (RowHeight - BarHeight) / 2.0;
            sheet.Label(HouseStyle.Fit(HouseStyle.ShortSchool(bars[i].Name), left - Gap, bold: true), 0, top + BarHeight / 2.0 - 13, Palette.Ink, bold: true);
            sheet.Label(HouseStyle.Fit(bars[i].Note, left - Gap), 0, top + BarHeight / 2.0 + 14, Palette.Soft);
            One(sheet, parts, bars[i], left, top);
        }
    }

    static void One(Plot sheet, IReadOnlyList<Part> parts, Bar bar, double left, double top)
    {
        var at = left;
        foreach (var (part, count) in parts.Zip(bar.Counts).Where(p => p.Second > 0))
        {
            var share = Rate.Of(count, bar.Total);
            var wide = (HouseStyle.Width - left) * (double)share.Percent!.Value / 100;
            Swatch(sheet, part, at + 1.5, top, at + wide - 1.5, top + BarHeight);
            var text = Math.Round(share.Percent.Value, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture) + "%";
            if (wide >= NarrowestFigure)
            {
                // Stripes would cross out the figure: it gets a clear ground of its own.
                if (part.Striped)
                    sheet.Box(at + wide / 2 - 27, top + 9, at + wide / 2 + 27, top + BarHeight - 9, part.Fill);
                sheet.Label(text, at + wide / 2, top + BarHeight / 2.0, part.Ink, Alignment.MiddleCenter, bold: true);
            }
            at += wide;
        }
    }

    static void Key(Plot sheet, IReadOnlyList<Part> parts)
    {
        var at = 0.0;
        foreach (var part in parts)
        {
            Swatch(sheet, part, at, 4, at + 22, 26);
            sheet.Label(part.Name, at + 30, 15, Palette.Soft);
            at += 30 + PublicSans.Width(part.Name, HouseStyle.Text, bold: false) + 22;
        }
    }

    static void Swatch(Plot sheet, Part part, double left, double top, double right, double bottom)
    {
        if (right - left < 1)
            return;
        if (part.Fill is { } fill)
            sheet.Box(left, top, right, bottom, fill, part.Striped ? Palette.WarmMark : null, part.Striped ? 1.5f : 0);
        else
            sheet.Box(left + 1, top + 1, right - 1, bottom - 1, null, Palette.Dashed(Palette.Grey), 1.5f);
        if (part.Striped)
            sheet.Stripes(left, top, right, bottom, Palette.WarmMark);
    }
}
