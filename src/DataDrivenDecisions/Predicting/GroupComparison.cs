namespace DataDrivenDecisions.Predicting;

/// <summary>How a model does for one group of students; it is only looked at, and never an input.</summary>
public sealed record GroupComparison
{
    /// <summary>"race", "sex", "program", or a column's name.</summary>
    public required string Column { get; init; }
    public required string Value { get; init; }
    public required int N { get; init; }
    public required int Positives { get; init; }

    /// <summary>Null when it came true for all or for none of the group.</summary>
    public double? Auc { get; init; }

    /// <summary>False alarms: of those for whom it did not come true, the share that was named.</summary>
    public double? Fpr { get; init; }

    /// <summary>Misses: of those for whom it came true, the share that was not named.</summary>
    public double? Fnr { get; init; }

    /// <summary>How far false alarms lie from those of everyone else; null where one of the two cannot be counted.</summary>
    public RateGap? FalseAlarmGap { get; init; }

    /// <summary>The same of misses.</summary>
    public RateGap? MissGap { get; init; }

    /// <summary>Fewer than 50 students are too few to judge.</summary>
    public bool IsJudged => N >= FewestJudged;

    /// <summary>Groups from this size on have to pass the gate.</summary>
    public const int FewestJudged = 50;

    /// <summary>Compares the groups, naming as many rows as it came true for: those with the highest chances.</summary>
    /// <param name="column">What the groups are groups of.</param>
    /// <param name="memberships">Row by row the groups that it belongs to.</param>
    /// <param name="chances">What the model said.</param>
    /// <param name="cameTrue">What happened.</param>
    /// <param name="fewest">Smaller groups are left out.</param>
    public static IReadOnlyList<GroupComparison> Of(string column, IReadOnlyList<IReadOnlyList<string>> memberships, IReadOnlyList<double> chances,
        IReadOnlyList<bool> cameTrue, int fewest)
    {
        var named = new bool[chances.Count];
        foreach (var i in Enumerable.Range(0, chances.Count).OrderByDescending(i => chances[i]).Take(cameTrue.Count(t => t)))
            named[i] = true;
        return [.. Enumerable.Range(0, chances.Count).SelectMany(i => memberships[i].Select(value => (value, i)))
            .GroupBy(m => m.value, m => m.i, StringComparer.Ordinal).Where(g => g.Count() >= fewest).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Of(column, g.Key, [.. g], named, chances, cameTrue))];
    }

    static GroupComparison Of(string column, string value, int[] members, bool[] named, IReadOnlyList<double> chances, IReadOnlyList<bool> cameTrue)
    {
        int positives = members.Count(i => cameTrue[i]), negatives = members.Length - positives;
        int alarms = members.Count(i => named[i] && !cameTrue[i]), misses = members.Count(i => !named[i] && cameTrue[i]);
        int allPositives = cameTrue.Count(t => t), allAlarms = 0, allMisses = 0;
        for (var i = 0; i < named.Length; i++)
            (allAlarms, allMisses) = (allAlarms + (named[i] && !cameTrue[i] ? 1 : 0), allMisses + (!named[i] && cameTrue[i] ? 1 : 0));
        return new GroupComparison
        {
            Column = column,
            Value = value,
            N = members.Length,
            Positives = positives,
            Auc = positives == 0 || negatives == 0 ? null : Accuracy.Auc([.. members.Select(i => chances[i])], [.. members.Select(i => cameTrue[i])]),
            Fpr = negatives == 0 ? null : (double)alarms / negatives,
            Fnr = positives == 0 ? null : (double)misses / positives,
            FalseAlarmGap = RateGap.Of(alarms, negatives, allAlarms - alarms, named.Length - allPositives - negatives),
            MissGap = RateGap.Of(misses, positives, allMisses - misses, allPositives - positives),
        };
    }
}

/// <summary>How far a group's rate lies from that of everyone else, and the range in which the difference lies in nineteen of twenty such years.</summary>
public sealed record RateGap(double Gap, double Low, double High)
{
    public static RateGap? Of(int part, int whole, int otherPart, int otherWhole)
    {
        if (whole == 0 || otherWhole == 0)
            return null;
        var (low, high) = Interval.Difference(part, whole, otherPart, otherWhole);
        return new RateGap(((double)part / whole) - ((double)otherPart / otherWhole), low, high);
    }
}
