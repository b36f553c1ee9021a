using System.Numerics;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Indicators;

/// <summary>
/// An attack on a published table by trying, apart from how the product makes its own: every sum of up to three groups of one kind less every sum of up to three groups of another, where the one lies within the other.
/// </summary>
static class DisclosureAttack
{
    const int AtATime = 3;

    /// <summary>A published line with those whom it counts, a bit for each student.</summary>
    /// <param name="IsExact">The part is told as it is.</param>
    /// <param name="IsHidden">The part must not follow: the line stands as a bound, or it is a program that is told as a range.</param>
    public sealed record Line(string Kind, string Value, BigInteger Members, bool IsExact, bool IsHidden);

    /// <summary>What follows from the table though it must not, in words.</summary>
    public static IReadOnlyList<string> On(IReadOnlyList<Line> lines)
    {
        List<string> found = [];
        var hidden = lines.Where(l => l.IsHidden).GroupBy(l => l.Kind).SelectMany(k => k.Key == "program" ? [.. k.Select(l => (l.Value, l.Members))] : Sums([.. k])).DistinctBy(s => s.Members).ToDictionary(s => s.Members, s => s.Value);
        Attack(lines, (left, how) =>
        {
            if (Count(left) is > 0 and < GroupSize.ReportingMinimum and var few)
                found.Add($"{how} leaves {few}");
        });
        Attack([.. lines.Where(l => l.IsExact)], (left, how) =>
        {
            if (hidden.TryGetValue(left, out var of))
                found.Add($"{how} fixes the part of {of}");
        });
        return found;
    }

    static void Attack(IReadOnlyList<Line> lines, Action<BigInteger, string> left)
    {
        var kinds = lines.GroupBy(l => l.Kind).Select(k => k.Key == "program" ? [.. k.Select(l => (l.Value, l.Members))] : Sums([.. k])).ToList();
        foreach (var (from, whole) in kinds.SelectMany(k => k))
        {
            left(whole, from);
            foreach (var (less, part) in kinds.SelectMany(k => k))
                if (part != whole && (part & whole) == part)
                    left(whole ^ part, $"{from} less {less}");
        }
    }

    // Groups of one kind that have nobody in common add up.
    static IReadOnlyList<(string Value, BigInteger Members)> Sums(IReadOnlyList<Line> kind)
    {
        List<(string Value, BigInteger Members, int Last, int Of)> sums = [.. kind.Select((l, i) => ($"{l.Kind} {l.Value}", l.Members, i, 1))];
        for (var at = 0; at < sums.Count; at++)
            if (sums[at] is { Of: < AtATime } sum)
                for (var next = sum.Last + 1; next < kind.Count; next++)
                    sums.Add(($"{sum.Value} and {kind[next].Value}", sum.Members | kind[next].Members, next, sum.Of + 1));
        return [.. sums.Select(s => (s.Value, s.Members))];
    }

    public static int Count(BigInteger members)
    {
        var count = 0;
        foreach (var part in members.ToByteArray())
            count += BitOperations.PopCount(part);
        return count;
    }
}
