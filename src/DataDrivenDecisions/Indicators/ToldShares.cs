using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>How exactly the shares of groups may be told beside that of everyone, which is told as it is: an end of the scale stands as a bound, and must not follow from the others by subtraction.</summary>
static class ToldShares
{
    // Of few students an end of the scale says nearly everyone's result, of very few a tenth does (NCES 2011-603).
    const int Few = 200, VeryFew = 20;

    const int Step = 5, Narrowest = 10;

    /// <summary>"at most 5%" for a share at an end of the scale; null where it may stand as it is.</summary>
    public static string? BoundOf(Rate share) => IsAtEnd(share) is not { } end ? null : end.IsLow ? $"at most {end.Bound.ToString(0)}" : $"at least {end.Bound.ToString(0)}";

    /// <summary>The same bound as a range; null where the share may stand as it is.</summary>
    public static ShareRange? RangeOf(Rate share) => IsAtEnd(share) is not { } end ? null : end.IsLow ? new ShareRange(0, (int)end.Bound.Percent!.Value) : new ShareRange((int)end.Bound.Percent!.Value, 100);

    /// <summary>
    /// The groups of a kind to which everybody belongs once. Where some are at an end, another is told as a range, so that what they have together does not follow from everyone's figure; none is told where no range hides it.
    /// The range is made of what is told anyway: nothing more follows from which one it is.
    /// </summary>
    public static IReadOnlyList<GroupStanding> OfEverybody(GroupStanding all, IReadOnlyList<GroupStanding> groups)
    {
        GroupStanding[] hidden = [.. groups.Where(g => IsAtEnd(g.Share) is not null)], open = [.. groups.Where(g => IsAtEnd(g.Share) is null)];
        if (hidden.Length == 0)
            return groups;
        var (least, most, shown) = (hidden.Sum(g => Hidden(g.Share).Least), hidden.Sum(g => Hidden(g.Share).Most), open.Sum(g => g.Share.Part));
        var blurred = open.Select(g => (Group: g, Range: Hiding(g.Share, all.Share.Part - (shown - g.Share.Part), least, most))).Where(b => b.Range is not null)
            .OrderBy(b => b.Range!.HighPercent - b.Range.LowPercent).ThenBy(b => b.Group.Students).FirstOrDefault();
        return blurred.Group is null ? [] : [.. groups.Select(g => g == blurred.Group ? g with { Range = blurred.Range } : g)];
    }

    /// <summary>A group of some: where everyone else is at an end, it is told as a range; null where none hides that.</summary>
    public static GroupStanding? OfSome(GroupStanding all, GroupStanding group)
    {
        var rest = Rate.Of(all.Share.Part - group.Share.Part, all.Share.Whole - group.Share.Whole);
        if (IsAtEnd(group.Share) is not null || IsAtEnd(rest) is null)
            return group;
        var (least, most) = Hidden(rest);
        return Hiding(group.Share, all.Share.Part, least, most) is { } range ? group with { Range = range } : null;
    }

    /// <summary>A range of at least ten points that holds the group's share whichever count the hidden ones have; null where one of those counts would put the group itself at an end.</summary>
    /// <param name="share">The group's share, of which only the whole is looked at.</param>
    /// <param name="together">What the group and the hidden ones have together, as everyone can tell.</param>
    /// <param name="least">The least that the hidden ones may have by their bounds.</param>
    /// <param name="most">The most.</param>
    static ShareRange? Hiding(Rate share, decimal together, decimal least, decimal most)
    {
        var (low, high) = (together - most, together - least);
        if (low < 0 || high > share.Whole || IsAtEnd(Rate.Of(low, share.Whole)) is not null || IsAtEnd(Rate.Of(high, share.Whole)) is not null)
            return null;
        var from = (int)Math.Floor(100 * low / share.Whole / Step) * Step;
        var to = (int)Math.Ceiling(100 * high / share.Whole / Step) * Step;
        return to - from >= Narrowest ? new ShareRange(from, to) : from + Narrowest <= 100 ? new ShareRange(from, from + Narrowest) : new ShareRange(100 - Narrowest, 100);
    }

    /// <summary>Which counts the bound of a share leaves open.</summary>
    static (decimal Least, decimal Most) Hidden(Rate share)
    {
        var (bound, isLow) = IsAtEnd(share)!.Value;
        var line = bound.Part * share.Whole / bound.Whole;
        return isLow ? (0, Math.Floor(line)) : (Math.Ceiling(line), share.Whole);
    }

    static (Rate Bound, bool IsLow)? IsAtEnd(Rate share)
    {
        var (low, high) = share.Whole <= VeryFew ? (Rate.Of(10, 100), Rate.Of(90, 100)) : (Rate.Of(5, 100), Rate.Of(95, 100));
        var isExact = share.Whole >= Few && share.Part > 0 && share.Part < share.Whole;
        return isExact ? null : share <= low ? (low, true) : share >= high ? (high, false) : null;
    }
}

/// <summary>Between which hundredths a share lies.</summary>
public sealed record ShareRange(int LowPercent, int HighPercent)
{
    public override string ToString() => $"{LowPercent}% to {HighPercent}%";
}
