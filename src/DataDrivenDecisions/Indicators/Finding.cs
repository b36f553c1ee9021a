namespace DataDrivenDecisions.Indicators;

/// <summary>A verdict with the figures and the plain words behind it.</summary>
/// <param name="Verdict">What is said.</param>
/// <param name="Reason">Why, as one would tell a colleague: "absent 18 of 180 days".</param>
/// <param name="Part">What was counted, in the indicator's unit; null where nothing could be.</param>
/// <param name="Whole">Of how many, or null for a plain count.</param>
public sealed record Finding(Verdict Verdict, string Reason, decimal? Part = null, decimal? Whole = null)
{
    public static Finding Fine(string reason, decimal? part = null, decimal? whole = null) => new(Verdict.Fine, reason, part, whole);
    public static Finding Watch(string reason, decimal? part = null, decimal? whole = null) => new(Verdict.Watch, reason, part, whole);
    public static Finding Concern(string reason, decimal? part = null, decimal? whole = null) => new(Verdict.Concern, reason, part, whole);
    public static Finding TooSoon(string reason, decimal? part = null, decimal? whole = null) => new(Verdict.TooSoon, reason, part, whole);
    public static Finding NoData(string reason) => new(Verdict.NoData, reason);
}
