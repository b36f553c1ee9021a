using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Reports;

/// <summary>One student's scores in one test and subject, oldest first.</summary>
public sealed record TestSeries
{
    const int Kept = 5;

    public required string Assessment { get; init; }
    public required string Subject { get; init; }

    /// <summary>The last five scores, oldest first. Never empty.</summary>
    public required IReadOnlyList<StudentScore> Scores { get; init; }

    public StudentScore Last => Scores[^1];

    /// <summary>The score to compare the newest with: the first of the same school year, else the one before.</summary>
    public StudentScore? Earlier => Scores.Count < 2 ? null
        : Scores.SkipLast(1).FirstOrDefault(s => Units.SchoolYear.Of(s.TestDate) == Units.SchoolYear.Of(Last.TestDate)) ?? Scores[^2];

    /// <summary>Points gained since <see cref="Earlier"/>.</summary>
    public decimal? Gain => Earlier is { } earlier ? Last.ScorePoints - earlier.ScorePoints : null;

    /// <summary>How sure the gain is: both errors added in squares (classical test theory); null where the vendor gives none.</summary>
    public decimal? GainError => Earlier?.StandardErrorPoints is { } a && Last.StandardErrorPoints is { } b ? (decimal)Math.Sqrt((double)(a * a + b * b)) : null;

    /// <summary>The gain is larger than its error.</summary>
    public bool HasGrown => Gain is > 0 && Gain > (GainError ?? 0);

    /// <summary>The loss is larger than its error.</summary>
    public bool HasFallen => Gain is < 0 && -Gain > (GainError ?? 0);

    public static IReadOnlyList<TestSeries> From(IReadOnlyList<StudentScore> scores) =>
    [
        .. scores.Where(s => s.ScorePoints is not null)
            .GroupBy(s => (s.Assessment, s.Subject))
            .Select(g => new TestSeries { Assessment = g.Key.Assessment ?? "", Subject = g.Key.Subject ?? "", Scores = [.. g.OrderBy(s => s.TestDate).TakeLast(Kept)] })
            .OrderByDescending(t => t.Last.TestDate.Year).ThenByDescending(t => t.Scores.Count).ThenBy(t => t.Subject, StringComparer.Ordinal),
    ];
}
