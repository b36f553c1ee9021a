using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One student's scores in one test and subject, oldest first.</summary>
public sealed record TestSeries
{
    const int Kept = 7;

    public required string Assessment { get; init; }
    public required string Subject { get; init; }

    /// <summary>"MAP Growth Mathematics".</summary>
    public string Name => Subject.Contains(Assessment, StringComparison.OrdinalIgnoreCase) ? Subject : $"{Assessment} {Subject}".Trim();

    /// <summary>The last seven scores, oldest first. Never empty.</summary>
    public required IReadOnlyList<StudentScore> Scores { get; init; }

    public StudentScore Last => Scores[^1];

    /// <summary>The score to compare the newest with: the first of the same school year, else the one before.</summary>
    public StudentScore? Earlier => Scores.Count < 2 ? null
        : Scores.SkipLast(1).FirstOrDefault(s => SchoolYear.Of(s.TestDate) == SchoolYear.Of(Last.TestDate)) ?? Scores[^2];

    /// <summary>Points gained since <see cref="Earlier"/>.</summary>
    public decimal? Gain => Earlier is { } earlier ? Last.ScorePoints - earlier.ScorePoints : null;

    /// <summary>How sure the gain is: both errors added in squares (classical test theory); null where the vendor gives none.</summary>
    public decimal? GainError => Earlier?.StandardErrorPoints is { } a && Last.StandardErrorPoints is { } b ? (decimal)Math.Sqrt((double)(a * a + b * b)) : null;

    /// <summary>There is a gain or loss, and the test says how sure it is of both scores.</summary>
    public bool IsSure => Gain is not null && GainError is not null;

    /// <summary>The gain is larger than its error; never claimed where the vendor gives no error.</summary>
    public bool HasGrown => IsSure && Gain > GainError;

    /// <summary>The loss is larger than its error; never claimed where the vendor gives no error.</summary>
    public bool HasFallen => IsSure && -Gain > GainError;

    /// <summary>Scores by test and subject, the test taken last first.</summary>
    public static IReadOnlyList<TestSeries> From(IReadOnlyList<StudentScore> scores) =>
    [
        .. scores.Where(s => s.ScorePoints is not null)
            .GroupBy(s => (s.Assessment, s.Subject))
            .Select(g => new TestSeries { Assessment = g.Key.Assessment ?? "", Subject = g.Key.Subject ?? "", Scores = [.. g.OrderBy(s => s.TestDate).TakeLast(Kept)] })
            .OrderByDescending(t => SchoolYear.Of(t.Last.TestDate)).ThenByDescending(t => t.Scores.Count).ThenBy(t => t.Subject, StringComparer.Ordinal),
    ];
}
