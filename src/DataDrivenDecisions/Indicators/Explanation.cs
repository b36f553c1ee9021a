using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>Why a number is what it is for one student: the verdict in a sentence, the definition it was made by, the rows that count and those left out with the reason.</summary>
public sealed record Explanation
{
    public required Indicator Indicator { get; init; }

    /// <summary>What the definition says of these rows.</summary>
    public required Finding Finding { get; init; }

    /// <summary>The last day that was looked at.</summary>
    public required DateOnly AsOf { get; init; }

    public required IReadOnlyList<LookedAt> Rows { get; init; }

    public IReadOnlyList<LookedAt> Counted => [.. Rows.Where(r => r.Counts)];
    public IReadOnlyList<LookedAt> LeftOut => [.. Rows.Where(r => !r.Counts)];

    /// <summary>The verdict's reason as a sentence.</summary>
    public string Sentence => char.ToUpperInvariant(Finding.Reason[0]) + Finding.Reason[1..] + ".";

    /// <summary>The thresholds in force, in words.</summary>
    public string Threshold => Indicator.Presets.FirstOrDefault(p => p.Name == Indicator.Preset)?.Words ?? "";

    /// <summary>True when a night's verdicts on a student show that somebody sends incidents.</summary>
    public static bool IncidentsAreSent(IEnumerable<VerdictOnDay> verdicts) => verdicts.Any(v => v is { Indicator: "incidents", Verdict: not "no_data" });

    /// <summary>Opens a number from one student's rows. Pure, as judging is.</summary>
    public static Explanation Of(Indicator indicator, StudentRows rows)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        ArgumentNullException.ThrowIfNull(rows);
        return new() { Indicator = indicator, Finding = indicator.Find(rows.Student), AsOf = rows.AsOf, Rows = indicator.Open(rows) };
    }
}
