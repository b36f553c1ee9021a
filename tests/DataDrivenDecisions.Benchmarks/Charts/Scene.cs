using System.Text.Json.Serialization;

namespace DataDrivenDecisions.Benchmarks.Charts;

/// <summary>One picture as a list of marks: what a plotting library is asked for, without saying how it is drawn.</summary>
/// <param name="Name">The chart's name.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Faces">The panels that it is made of.</param>
sealed record Scene(string Name, int Width, int Height, IReadOnlyList<Face> Faces);

/// <summary>One panel: where its data area lies in the picture, its scales, and the marks in the units of these scales.</summary>
sealed record Face
{
    /// <summary>Left, top, right and bottom of the data area, in pixels of the picture.</summary>
    public required double[] Area { get; init; }

    /// <summary>The values at the left and right edge of the area.</summary>
    public required double[] X { get; init; }

    /// <summary>The values at the bottom and top edge of the area.</summary>
    public required double[] Y { get; init; }

    /// <summary>Ticks with labels; a panel without them has neither axes nor rules.</summary>
    public IReadOnlyList<Tick> Across { get; init; } = [];
    public IReadOnlyList<Tick> Up { get; init; } = [];

    public IReadOnlyList<Line> Lines { get; init; } = [];
    public IReadOnlyList<Box> Boxes { get; init; } = [];
    public IReadOnlyList<Dot> Dots { get; init; } = [];
    public IReadOnlyList<Word> Words { get; init; } = [];

    [JsonIgnore]
    public bool HasAxes => Up.Count > 0;

    double Px(double x) => Area[0] + (Area[2] - Area[0]) * (x - X[0]) / (X[1] - X[0]);
    double Py(double y) => Area[3] + (Area[1] - Area[3]) * (y - Y[0]) / (Y[1] - Y[0]);

    /// <summary>Where each mark has to stand in the picture, in pixels.</summary>
    public Drawn Placed() => new()
    {
        Lines = [.. Lines.Select(l => l.X.Zip(l.Y).SelectMany(p => new[] { Px(p.First), Py(p.Second) }).ToArray()), .. Rules()],
        Rects = [.. Boxes.Select(b => new[] { Px(b.Left), Math.Min(Py(b.Top), Py(b.Bottom)), Px(b.Right), Math.Max(Py(b.Top), Py(b.Bottom)) }), .. Dots.Where(d => d.IsSquare).Select(Square)],
        Circles = [.. Dots.Where(d => !d.IsSquare).Select(d => new[] { Px(d.X), Py(d.Y), d.Size / 2 })],
        Texts = [.. Words.Select(w => w.Text), .. Across.Concat(Up).Select(t => t.Label)],
    };

    double[] Square(Dot d) => [Px(d.X) - d.Size / 2, Py(d.Y) - d.Size / 2, Px(d.X) + d.Size / 2, Py(d.Y) + d.Size / 2];

    /// <summary>A rule across for each tick up, and the base line.</summary>
    IEnumerable<double[]> Rules() => HasAxes
        ? [.. Up.Select(t => new[] { Area[0], Py(t.At), Area[2], Py(t.At) }), [Area[0], Area[3], Area[2], Area[3]]]
        : [];
}

sealed record Tick(double At, string Label);

/// <summary>A line from point to point; two points make a stroke. Its width is in pixels.</summary>
sealed record Line(double[] X, double[] Y, string Color, double Width, bool Dashed = false);

/// <summary>A bar or cell between values; without a fill it is an outline.</summary>
sealed record Box(double Left, double Bottom, double Right, double Top, string? Fill, string? Edge = null, double EdgeWidth = 0, bool Dashed = false);

/// <summary>A mark at a value, a circle or a square; its size is in pixels.</summary>
sealed record Dot(double X, double Y, double Size, string Color, bool IsSquare = false);

/// <summary>A text at a value; offsets and size are in pixels.</summary>
sealed record Word(string Text, double X, double Y, string Color, bool Bold, string Across, string Up, double Right, double Down, double Size);

/// <summary>What was found in a finished picture: places in pixels from the top left, and texts.</summary>
sealed record Drawn
{
    // Skia writes a circle's middle in full and a line's with two digits; matplotlib keeps doubles.
    const double Near = 0.06;

    /// <summary>x, y, x, y, …</summary>
    public required IReadOnlyList<double[]> Lines { get; init; }

    /// <summary>Left, top, right, bottom.</summary>
    public required IReadOnlyList<double[]> Rects { get; init; }

    /// <summary>x and y of the middle, radius.</summary>
    public required IReadOnlyList<double[]> Circles { get; init; }
    public required IReadOnlyList<string> Texts { get; init; }

    [JsonIgnore]
    public int Marks => Lines.Count + Rects.Count + Circles.Count + Texts.Count;

    public static Drawn Together(IEnumerable<Drawn> all)
    {
        var list = all.ToList();
        return new() { Lines = [.. list.SelectMany(d => d.Lines)], Rects = [.. list.SelectMany(d => d.Rects)], Circles = [.. list.SelectMany(d => d.Circles)], Texts = [.. list.SelectMany(d => d.Texts)] };
    }

    /// <summary>What the other has otherwise, in words; null when every mark stands at the same place and every text is the same.</summary>
    public string? Otherwise(Drawn other) =>
        Otherwise("lines", Lines, other.Lines) ?? Otherwise("boxes", Rects, other.Rects) ?? Otherwise("dots", Circles, other.Circles)
        ?? (Texts.Order(StringComparer.Ordinal).SequenceEqual(other.Texts.Order(StringComparer.Ordinal), StringComparer.Ordinal) ? null
            : $"its texts are other ones: {string.Join(" | ", other.Texts.Except(Texts, StringComparer.Ordinal).Take(3))} instead of {string.Join(" | ", Texts.Except(other.Texts, StringComparer.Ordinal).Take(3))}");

    static string? Otherwise(string what, IReadOnlyList<double[]> own, IReadOnlyList<double[]> other)
    {
        if (own.Count != other.Count)
            return FormattableString.Invariant($"it has {other.Count} {what} instead of {own.Count}");
        var left = other.ToList();
        foreach (var mark in own)
        {
            var found = left.FindIndex(o => o.Length == mark.Length && o.Zip(mark).All(p => Math.Abs(p.First - p.Second) <= Near));
            if (found < 0)
                return FormattableString.Invariant($"none of its {what} stands at {string.Join(' ', mark.Take(8).Select(v => v.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)))}");
            left.RemoveAt(found);
        }

        return null;
    }
}
