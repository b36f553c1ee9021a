using System.Globalization;
using DataDrivenDecisions.Charts;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Reports;

/// <summary>
/// The small pictures of the family sheet, with figures but without words, so that every language can share them:
/// the filled blue dot is the child, a line through it says how sure we are, the pale area is where one wants to be.
/// </summary>
static class Pictures
{
    const double Wide = 300, WatchShare = 0.05, ChronicShare = 0.10, ScaleShare = 0.16;

    /// <summary>Days missed on a scale with its three zones. A count has no line through the dot: it is sure.</summary>
    public static Markup DaysScale(decimal away, decimal enrolled, string alt)
    {
        var most = Math.Max(ScaleShare * (double)enrolled, (double)away * 1.06);
        double X(double days) => most == 0 ? 0 : days / most * Wide;
        var (watch, chronic) = (X(WatchShare * (double)enrolled), X(ChronicShare * (double)enrolled));
        var stripes = string.Concat(Enumerable.Range(0, (int)((Wide - chronic) / 12) + 1)
            .Select(i => chronic + 2 + i * 12).Where(x => x + 20 <= Wide).Select(x => $"M{N(x)} 30L{N(x + 20)} 10"));
        return Markup.Of($"""
            <svg class="scale" viewBox="0 0 300 40" role="img" aria-label="{alt}">
            <rect class="z1" x="0" y="10" width="{N(watch - 3)}" height="20" rx="3"/>
            <rect class="z2" x="{N(watch)}" y="10" width="{N(chronic - watch - 3)}" height="20"/>
            <rect class="z3" x="{N(chronic)}" y="10" width="{N(Wide - chronic)}" height="20" rx="3"/>
            <path class="stripes" d="{stripes}"/>
            <circle class="me" cx="{N(Math.Clamp(X((double)away), 8, Wide - 8))}" cy="20" r="8"/></svg>
            """);
    }

    /// <summary>Five dots from F to A; the child's is the filled one.</summary>
    public static Markup GradeDots(char letter)
    {
        var place = letter switch { 'A' => 4, 'B' => 3, 'C' => 2, 'D' => 1, _ => 0 };
        return Markup.Of($"""
            <svg viewBox="0 0 100 14" aria-hidden="true"><rect class="band" x="42" y=".7" width="57" height="12.6" rx="3"/>
            {Markup.Each(Enumerable.Range(0, 5), i => i == place
                ? Markup.Of($"<circle class=\"me\" cx=\"{12 + i * 20}\" cy=\"7\" r=\"5.5\"/>")
                : Markup.Of($"<circle class=\"no\" cx=\"{12 + i * 20}\" cy=\"7\" r=\"2.5\"/>"))}</svg>
            """);
    }

    /// <summary>Scores over time with one standard error each way, and round figures of the scale at the edge.</summary>
    public static Markup Scores(IReadOnlyList<StudentScore> scores, string alt)
    {
        const double left = 40, top = 12, tall = 120;
        var low = (double)scores.Min(s => s.ScorePoints!.Value - (s.StandardErrorPoints ?? 0));
        var high = (double)scores.Max(s => s.ScorePoints!.Value + (s.StandardErrorPoints ?? 0));
        var step = new[] { 5, 10, 20, 50, 100, 200, 500 }.FirstOrDefault(s => (high - low) / s <= 3, 1000);
        var (first, last) = (Math.Floor(low / step) * step, Math.Ceiling(high / step + 0.001) * step);
        double Y(double points) => top + (last - points) / (last - first) * tall;
        double X(int i) => scores.Count == 1 ? (left + Wide) / 2 : left + 22 + i * (Wide - left - 40) / (scores.Count - 1);
        var ticks = Enumerable.Range(0, (int)((last - first) / step) + 1).Select(i => first + i * step);
        var path = "M" + string.Join("L", scores.Select((s, i) => $"{N(X(i))} {N(Y((double)s.ScorePoints!.Value))}"));
        return Markup.Of($"""
            <svg class="scores" viewBox="0 0 300 144" role="img" aria-label="{alt}">
            {Markup.Each(ticks, t => Markup.Of($"<path class=\"grid\" d=\"M{N(left)} {N(Y(t))}H300\"/><text x=\"{N(left - 8)}\" y=\"{N(Y(t) + 4)}\">{N(t)}</text>"))}
            <path class="path" d="{path}"/>
            {Markup.Each(scores.Select((s, i) => (s, i)), p => Point(p.s, X(p.i), Y))}</svg>
            """);
    }

    static Markup Point(StudentScore score, double x, Func<double, double> y)
    {
        var (points, error) = ((double)score.ScorePoints!.Value, (double)(score.StandardErrorPoints ?? 0));
        return Markup.Of($"""
            {(error > 0 ? Markup.Of($"<path class=\"sure\" d=\"M{N(x)} {N(y(points - error))}V{N(y(points + error))}\"/>") : Markup.None)}
            <circle class="me" cx="{N(x)}" cy="{N(y(points))}" r="5"/>
            """);
    }

    static string N(double number) => Math.Max(number, 0).ToString("0.#", CultureInfo.InvariantCulture);
}
