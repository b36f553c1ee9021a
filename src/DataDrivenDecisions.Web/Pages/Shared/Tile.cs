using DataDrivenDecisions.Units;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Shared;

/// <summary>One tile: name, value, change in words, sparkline, n with freshness.</summary>
public sealed record Tile
{
    public required string Name { get; init; }
    public required string Value { get; init; }
    public string Unit { get; init; } = "";
    public required string Versus { get; init; }
    public IReadOnlyList<decimal> Values { get; init; } = [];
    public required string Stands { get; init; }

    /// <summary>The change asks for attention; at most one tile of a group says so.</summary>
    public bool IsOdd { get; init; }

    /// <summary>How much worse it is than a year ago in points, below zero when better; decides which tile is the odd one.</summary>
    public decimal Worse { get; init; }

    /// <summary>A share over the years.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="rates">Oldest first; the last is now.</param>
    /// <param name="higherIsBetter">Whether rising is good news.</param>
    /// <param name="stands">n and freshness.</param>
    public static Tile Of(string name, IReadOnlyList<Rate> rates, bool higherIsBetter, string stands)
    {
        var now = rates.Count > 0 ? rates[^1] : Rate.None;
        var before = rates.Count > 1 ? rates[^2] : Rate.None;
        var change = now.Percent - before.Percent;
        return new Tile
        {
            Name = name,
            Value = Words.Percent(now),
            Unit = now.HasValue ? "%" : "",
            Versus = change switch
            {
                null => now.HasValue ? "No earlier year to compare with" : "No records yet",
                < 0.05m and > -0.05m => "The same as a year ago",
                > 0 => $"Up from {Words.PercentSign(before)} a year ago",
                _ => $"Down from {Words.PercentSign(before)} a year ago",
            },
            Values = [.. rates.Where(r => r.HasValue).Select(r => r.Percent!.Value)],
            Stands = stands,
            Worse = change is { } c ? higherIsBetter ? -c : c : 0,
        };
    }

    /// <summary>Marks the one tile that got worst, if any got worse by half a point or more.</summary>
    public static IReadOnlyList<Tile> OneOdd(IReadOnlyList<Tile> tiles)
    {
        var worst = tiles.MaxBy(t => t.Worse);
        return worst is { Worse: >= 0.5m } ? [.. tiles.Select(t => t == worst ? t with { IsOdd = true } : t)] : tiles;
    }
}
