using System.Text;
using Microsoft.AspNetCore.Html;
using DataDrivenDecisions.Facts;
using static System.FormattableString;

namespace DataDrivenDecisions.Web.Drawing;

/// <summary>One school year as one line of time, on which a student's days, marks, scores and moves lie above one another.</summary>
public sealed class YearLine(DateOnly first, DateOnly last, DateOnly today)
{
    /// <summary>Place of a day in per cent of the year's width.</summary>
    double X(DateOnly day) => 100.0 * (day.DayNumber - first.DayNumber) / Math.Max(1, last.DayNumber - first.DayNumber);

    bool InYear(DateOnly day) => day >= first && day <= last;

    /// <summary>The months' names; every second one gives way on a phone.</summary>
    public IHtmlContent Months()
    {
        var svg = new StringBuilder("<svg class=\"draw axis\" aria-hidden=\"true\">");
        var n = 0;
        for (var month = new DateOnly(first.Year, first.Month, 1).AddMonths(1); month <= last; month = month.AddMonths(1), n++)
            svg.Append(Invariant($"<text x=\"{X(month):0.##}%\" y=\"14\"{(n % 2 == 1 ? " class=\"wide\"" : "")}>{month:MMM}</text>"));
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    /// <summary>A small bar a day, Monday on top; absences are taller and warm, days without school a thin line.</summary>
    public IHtmlContent Days(IReadOnlyList<StudentDay> days, IReadOnlyCollection<DateOnly> schoolDays, string words)
    {
        var svg = Lane(86, words);
        var width = 7 * 100.0 / Math.Max(1, last.DayNumber - first.DayNumber);
        var known = days.GroupBy(d => d.Day).ToDictionary(g => g.Key, g => g.First());
        for (var day = first; day <= today && day <= last; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                continue;
            var row = 8 + 15 * ((int)day.DayOfWeek - 1);
            var x = X(day.AddDays(1 - (int)day.DayOfWeek));
            if (x < 0)
                continue;
            if (known.TryGetValue(day, out var d) && d.EnrolledDays > 0)
                svg.Append(d.AbsentDays >= 0.5m
                    ? Invariant($"<rect class=\"day-away\" x=\"{x:0.##}%\" y=\"{row - 2}\" width=\"{width * .78:0.##}%\" height=\"12\" rx=\"2\"/>")
                    : Invariant($"<rect class=\"day-here\" x=\"{x:0.##}%\" y=\"{row}\" width=\"{width * .78:0.##}%\" height=\"8\" rx=\"2\"/>"));
            else if (!schoolDays.Contains(day) || known.Count > 0)
                svg.Append(Invariant($"<rect class=\"day-off\" x=\"{x:0.##}%\" y=\"{row + 3}\" width=\"{width * .7:0.##}%\" height=\"2\"/>"));
        }
        return Done(svg);
    }

    /// <summary>A line from mark to mark; names stand at the newest one, moved apart where they would meet.</summary>
    public IHtmlContent Lines(IReadOnlyList<LaneLine> lines, int height, string words)
    {
        var svg = Lane(height, words);
        var values = lines.SelectMany(l => l.Points).Where(p => InYear(p.Day)).ToList();
        if (values.Count == 0)
            return Done(svg);
        double low = values.Min(p => p.Value - (p.Error ?? 0)), high = values.Max(p => p.Value + (p.Error ?? 0));
        double Y(double v) => height - 14 - (height - 30) * (v - low) / Math.Max(high - low, 1);
        var drawn = lines.Select(l => l with { Points = [.. l.Points.Where(p => InYear(p.Day)).OrderBy(p => p.Day)] }).Where(l => l.Points.Count > 0).ToList();
        var names = Apart([.. drawn.Select(l => Y(l.Points[^1].Value))], 15, height);
        var starts = Apart([.. drawn.Select(l => Y(l.Points[0].Value))], 13, height);
        var column = drawn.Count == 0 ? first : drawn.Max(l => l.Points[^1].Day);
        for (var i = 0; i < drawn.Count; i++)
            Draw(svg, drawn[i], Y, (column, names[i]), starts[i]);
        return Done(svg);
    }

    void Draw(StringBuilder svg, LaneLine line, Func<double, double> y, (DateOnly Day, double Y) nameAt, double startAt)
    {
        svg.Append("<g class=\"").Append(line.IsOdd ? "odd" : line.IsAlternate ? "alt" : "").Append("\">");
        foreach (var (a, b) in line.Points.Zip(line.Points.Skip(1)))
            svg.Append(Invariant($"<line class=\"line\" x1=\"{X(a.Day):0.##}%\" x2=\"{X(b.Day):0.##}%\" y1=\"{y(a.Value):0.#}\" y2=\"{y(b.Value):0.#}\"/>"));
        foreach (var p in line.Points)
        {
            if (p.Error is { } e)
                svg.Append(Invariant($"<line class=\"err\" x1=\"{X(p.Day):0.##}%\" x2=\"{X(p.Day):0.##}%\" y1=\"{y(p.Value - e):0.#}\" y2=\"{y(p.Value + e):0.#}\"/>"));
            svg.Append(line.IsOdd
                ? Invariant($"<svg x=\"{X(p.Day):0.##}%\" y=\"{y(p.Value):0.#}\"><rect class=\"dot\" x=\"-5\" y=\"-5\" width=\"10\" height=\"10\"/></svg>")
                : Invariant($"<circle class=\"dot\" cx=\"{X(p.Day):0.##}%\" cy=\"{y(p.Value):0.#}\" r=\"4.5\"/>"));
        }
        if (line.Points.Count > 1)
            svg.Append(Invariant($"<svg x=\"{X(line.Points[0].Day):0.##}%\" y=\"{startAt:0.#}\"><text x=\"-10\" y=\"4\" text-anchor=\"end\">{line.Points[0].Value:0.#}</text></svg>"));
        var value = Invariant($"{line.Points[^1].Value:0.#}");
        string Name(string kind, string name) => $"<text class=\"v {kind}\" x=\"12\" y=\"4\">{System.Net.WebUtility.HtmlEncode(name)} {value}</text>";
        svg.Append(Invariant($"<svg x=\"{X(nameAt.Day):0.##}%\" y=\"{nameAt.Y:0.#}\">"))
            .Append(Name("wide", line.Name)).Append(Name("narrow", OnPhone(line.Name, X(nameAt.Day), value))).Append("</svg></g>");
    }

    /// <summary>As much of a name as has room between a place and the edge of a phone's screen.</summary>
    static string OnPhone(string name, double place, string value)
    {
        const double laneWidth = 290, letterWidth = 7.2;
        var room = (int)((laneWidth * (100 - place) / 100 - 12) / letterWidth) - value.Length - 1;
        return name.Length <= room ? name : name[..Math.Max(3, room - 1)].TrimEnd() + "…";
    }

    /// <summary>Bars for stretches of time: programs, supports.</summary>
    public IHtmlContent Bars(IReadOnlyList<(string Name, DateOnly From, DateOnly To)> bars, string words)
    {
        var svg = Lane(Math.Max(1, bars.Count) * 36 + 12, words);
        for (var i = 0; i < bars.Count; i++)
        {
            var (name, from, to) = bars[i];
            double x = Math.Max(0, X(from)), end = Math.Min(100, X(to));
            if (end <= x)
                continue;
            svg.Append(Invariant($"<rect class=\"bar\" x=\"{x:0.##}%\" width=\"{end - x:0.##}%\" y=\"{10 + 36 * i}\" height=\"26\" rx=\"5\"/>"));
            svg.Append(Invariant($"<svg x=\"{x:0.##}%\" y=\"{10 + 36 * i}\"><text class=\"onbar\" x=\"10\" y=\"17\">{System.Net.WebUtility.HtmlEncode(name)}</text></svg>"));
        }
        return Done(svg);
    }

    /// <summary>Moments with their words: entered, moved, an incident.</summary>
    public IHtmlContent Moments(IReadOnlyList<(string Name, DateOnly Day, bool Odd)> moments, string words)
    {
        var svg = Lane(Math.Max(1, moments.Count) * 22 + 16, words);
        for (var i = 0; i < moments.Count; i++)
        {
            var (name, day, odd) = moments[i];
            var x = Math.Clamp(X(day), 0.4, 99.6);
            var side = x > 55 ? "x=\"-14\" y=\"10\" text-anchor=\"end\"" : "x=\"14\" y=\"10\"";
            svg.Append(Invariant($"<svg x=\"{x:0.##}%\" y=\"{10 + 22 * i}\"><rect class=\"dot{(odd ? " odd" : "")}\" x=\"-5\" y=\"0\" width=\"10\" height=\"10\"/><text class=\"ink\" {side}>{System.Net.WebUtility.HtmlEncode(name)}</text></svg>"));
        }
        return Done(svg);
    }

    StringBuilder Lane(int height, string words)
    {
        var now = Math.Clamp(X(today.AddDays(1)), 0, 100);
        return new StringBuilder(Invariant($"<svg class=\"draw\" role=\"img\" aria-label=\"{System.Net.WebUtility.HtmlEncode(words)}\" height=\"{height}\">"))
            .Append(Invariant($"<rect class=\"ahead\" x=\"{now:0.##}%\" y=\"0\" width=\"{100 - now:0.##}%\" height=\"100%\"/>"))
            .Append(Invariant($"<line class=\"now\" x1=\"{now:0.##}%\" x2=\"{now:0.##}%\" y1=\"0\" y2=\"100%\"/>"));
    }

    static HtmlString Done(StringBuilder svg) => new(svg.Append("</svg>").ToString());

    /// <summary>Moves places apart, downwards in their own order, until no two are nearer than a line of text.</summary>
    static double[] Apart(double[] places, double least, int height)
    {
        var order = places.Select((y, i) => (Y: y, I: i)).OrderBy(p => p.Y).ToList();
        var moved = new double[places.Length];
        var next = double.NegativeInfinity;
        foreach (var (y, i) in order)
            next = moved[i] = Math.Max(y, next + least);
        var over = moved.Length == 0 ? 0 : moved.Max() - (height - 8);
        if (over > 0)
            for (var k = 0; k < moved.Length; k++)
                moved[k] = Math.Max(8, moved[k] - over);
        return moved;
    }
}

/// <summary>One line of a lane: a course's marks, a subject's scores.</summary>
public sealed record LaneLine(string Name, IReadOnlyList<LanePoint> Points, bool IsOdd = false, bool IsAlternate = false);

/// <summary>One value on its day, with its error where a test has one.</summary>
public sealed record LanePoint(DateOnly Day, double Value, double? Error = null);
