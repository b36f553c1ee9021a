using System.Globalization;
using System.Text.Json;

namespace DataDrivenDecisions.Indicators.Mastery;

/// <summary>A district's own rule of mastery: by which rule, from how much of the points on, and of how many scores.</summary>
public sealed record OwnMastery
{
    const int LeastPercent = 1, MostPercent = 100, LeastScores = 1, MostScores = 20;

    static readonly MasteryLine Usual = new();

    /// <summary>The rule's short name.</summary>
    public string Rule { get; init; } = MasteryRule.All[0].Name;

    /// <summary>Mastered from so many of a hundred points on.</summary>
    public int MasteredPercent { get; init; } = (int)(100 * Usual.Mastered);

    /// <summary>Scores below which nothing is said.</summary>
    public int FewestScores { get; init; } = Usual.FewestOutcomes;

    public MasteryLine Line => new() { Mastered = MasteredPercent / 100m, FewestOutcomes = FewestScores };

    /// <summary>The rule, or the usual one where this version of the program no longer has it.</summary>
    public MasteryRule InForce => MasteryRule.Called(Rule) ?? MasteryRule.All[0];

    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>The rule of a text that <see cref="Write"/> made.</summary>
    public static OwnMastery Read(string text) => JsonSerializer.Deserialize<OwnMastery>(text) ?? throw new JsonException("The district's own rule of mastery cannot be read.");

    /// <summary>Reads what somebody typed.</summary>
    /// <param name="rule">A rule's short name.</param>
    /// <param name="percent">The line, of a hundred.</param>
    /// <param name="fewest">The fewest scores.</param>
    /// <param name="problems">Gets what is wrong, by the field: rule, mastered or fewest.</param>
    /// <returns>Null where something is wrong.</returns>
    public static OwnMastery? Parse(string? rule, string? percent, string? fewest, IDictionary<string, string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (MasteryRule.Called(rule ?? "") is null)
            problems["rule"] = $"Choose one of the rules: {string.Join(", ", MasteryRule.All.Select(r => r.Title.ToLowerInvariant()))}.";
        var (line, scores) = (Whole(percent, LeastPercent, MostPercent), Whole(fewest, LeastScores, MostScores));
        if (line is null)
            problems["mastered"] = $"Mastered from takes a whole number of points from {LeastPercent} to {MostPercent}, of 100.";
        if (scores is null)
            problems["fewest"] = $"Fewest scores takes a whole number from {LeastScores} to {MostScores}.";
        return problems.Count > 0 ? null : new OwnMastery { Rule = MasteryRule.Called(rule!)!.Name, MasteredPercent = line!.Value, FewestScores = scores!.Value };
    }

    static int? Whole(string? text, int least, int most) => int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most ? n : null;
}
