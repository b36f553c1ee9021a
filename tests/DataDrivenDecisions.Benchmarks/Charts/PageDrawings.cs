using System.Globalization;
using DataDrivenDecisions.Tests.Charts;
using DataDrivenDecisions.Web.Drawing;
using Microsoft.AspNetCore.Html;

namespace DataDrivenDecisions.Benchmarks.Charts;

/// <summary>
/// The small drawings that pages write themselves: the marks are what a browser shows of them at a usual size. Their lines are held against the
/// figures that were drawn: every point has to stand as far up its scale as its value does.
/// </summary>
static class PageDrawings
{
    static readonly DateOnly First = new(2025, 8, 25), Today = new(2026, 3, 13), Last = new(2026, 6, 15);
    static readonly decimal[] Shares = [17.2m, 19.8m, 18.9m, 21.4m];

    public static IReadOnlyList<Drawing> All { get; } = [Spark(), SmallMultiple(), Days(), Marks()];

    static Drawing Spark() => Of("spark of a tile", 180, 44, () => Web.Drawing.Spark.Draw(Shares, "four years"), [[.. Shares.Select(v => (double)v)]]);

    static Drawing SmallMultiple()
    {
        var multiple = new SmallMultiple { Name = "Grade 9", Students = 348, NamesTarget = true, Values = [.. Shares.Select((v, i) => (2023 + i, v))] };
        return Of("small multiple", 260, 120, () => multiple.Draw(14, 24, 18), [[.. Shares.Select(v => (double)v)]]);
    }

    static Drawing Days()
    {
        var days = Samples.StudentDays();
        var line = new YearLine(First, Last, Today);
        return Of("days of a year line", 760, 86, () => line.Days(days, [.. days.Select(d => d.Day)], "days"), []);
    }

    static Drawing Marks()
    {
        var lines = Samples.Marks().GroupBy(m => m.CourseName!, StringComparer.Ordinal)
            .Select(g => new LaneLine(g.Key, [.. g.Select(m => new LanePoint(m.KnownOn, (double)m.PercentPoints!.Value))])).ToList();
        var line = new YearLine(First, Last, Today);
        return Of("marks of a year line", 760, 160, () => line.Lines(lines, 160, "marks"),
            [.. lines.SelectMany(l => l.Points.Zip(l.Points.Skip(1), (a, b) => new[] { a.Value, b.Value }))]);
    }

    static Drawing Of(string name, int width, int height, Func<IHtmlContent> draw, IReadOnlyList<double[]> figures)
    {
        string Svg() => draw().ToString()!;
        var drawn = SvgMarks.Read(Svg(), width, height);
        CheckFigures(name, drawn, figures);
        return new Drawing(name, Svg, AsScene(name, width, height, drawn), width, height);
    }

    /// <summary>All values of the figures lie on one straight scale with the heights at which they were drawn, to the two digits that are written.</summary>
    static void CheckFigures(string name, Drawn drawn, IReadOnlyList<double[]> figures)
    {
        const double written = 0.1;
        var pairs = new List<(double Value, double Y)>();
        // Lines stand in the order of the figures; upright ones say when, and level ones of two points are rules.
        var lines = new Queue<double[]>(drawn.Lines.Where(l => l[0] != l[^2] && (l[0] > 0 || l.Length > 4)));
        foreach (var figure in figures)
        {
            var line = lines.TryDequeue(out var next) && next.Length == 2 * figure.Length ? next
                : throw new InvalidOperationException($"{name} has no line of {figure.Length} points where the figures have one.");
            pairs.AddRange(figure.Select((v, i) => (v, line[2 * i + 1])));
        }

        if (pairs.Count == 0)
            return;
        var (low, high) = (pairs.MinBy(p => p.Value), pairs.MaxBy(p => p.Value));
        foreach (var (value, y) in pairs)
        {
            var wanted = low.Y + (high.Y - low.Y) * (value - low.Value) / (high.Value - low.Value);
            if (Math.Abs(wanted - y) > written)
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{name} draws {value} at {y:0.00} and not at {wanted:0.00}."));
        }
    }

    static Scene AsScene(string name, int width, int height, Drawn drawn) => new(name, width, height,
    [
        new Face
        {
            Area = [0, 0, width, height], X = [0, width], Y = [height, 0],
            Lines = [.. drawn.Lines.Select(l => new Line([.. l.Where((_, i) => i % 2 == 0)], [.. l.Where((_, i) => i % 2 == 1)], "#1F5FAE", 2))],
            Boxes = [.. drawn.Rects.Select(r => new Box(r[0], r[3], r[2], r[1], "#8FAFD7"))],
            Dots = [.. drawn.Circles.Select(c => new Dot(c[0], c[1], 2 * c[2], "#1F5FAE"))],
            Words = [.. drawn.Texts.Select((t, i) => new Word(t, width / 2.0, 14 * (i + 1), "#4A5766", false, "center", "top", 0, 0, 13))],
        },
    ]);
}

/// <summary>A drawing of a page, its marks and the size in pixels at which it is read.</summary>
sealed record Drawing(string Name, Func<string> Svg, Scene Scene, int Width, int Height);
