namespace DataDrivenDecisions.Indicators.Mastery;

/// <summary>A worked example of a rule: what it makes of shares, the oldest first.</summary>
public sealed record MasteryExample(string Says, IReadOnlyList<decimal> Shares, decimal Mastery);

/// <summary>A way in which schools make one number of all the evidence of a standard. Rules differ on purpose: which one is in force is the school's to say.</summary>
public abstract class MasteryRule
{
    /// <summary>The rule's short name: <c>decaying-average</c>.</summary>
    public abstract string Name { get; }
    public abstract string Title { get; }

    /// <summary>How it is computed and where it is used, for a page.</summary>
    public abstract string Method { get; }

    /// <summary>The mastery from shares of points, 0 to 1, the oldest first; there is at least one.</summary>
    public abstract decimal Of(IReadOnlyList<decimal> shares);

    public abstract IReadOnlyList<MasteryExample> Examples { get; }

    /// <summary>Every rule, the one in force unless a school says otherwise first.</summary>
    public static IReadOnlyList<MasteryRule> All { get; } = [new DecayingAverage(), new MostRecent(), new Highest(), new Mean(), new Mode()];

    /// <summary>The rule of a name; null where there is none.</summary>
    public static MasteryRule? Called(string name) => All.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));
}
