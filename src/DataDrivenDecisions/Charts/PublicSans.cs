using ScottPlot;
using SkiaSharp;

namespace DataDrivenDecisions.Charts;

/// <summary>The face of all our charts, carried inside the program, so that a server without fonts draws the same picture.</summary>
sealed class PublicSans : IFontResolver
{
    public const string Family = "Public Sans";
    const int BoldFrom = 600;

    static readonly SKTypeface Regular = Load("PublicSans_400Regular.ttf"), SemiBold = Load("PublicSans_600SemiBold.ttf");

    /// <summary>The width of a text in pixels at a font size, so that it keeps its place when another face has to stand in.</summary>
    public static float Width(string text, float size, bool bold)
    {
        using var font = new SKFont(bold ? SemiBold : Regular, size);
        return font.MeasureText(text);
    }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, (int)weight >= BoldFrom, slant != FontSlant.Upright);

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName != Family ? null : bold ? SemiBold : Regular;

    /// <summary>The bytes of one of the embedded TrueType files.</summary>
    public static byte[] Bytes(string file)
    {
        using var from = typeof(PublicSans).Assembly.GetManifestResourceStream("fonts/" + file)
            ?? throw new InvalidOperationException($"The font {file} is not embedded.");
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }

    static SKTypeface Load(string file)
    {
        using var data = SKData.CreateCopy(Bytes(file));
        return SKTypeface.FromData(data);
    }
}
