using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators.Mastery;
using DataDrivenDecisions.Predicting.Mastery;

namespace DataDrivenDecisions.Schedules;

/// <summary>What can be said of one student and one standard: by each of the rules that schools use and by two models, with the evidence that stands behind it.</summary>
public sealed record StudentMastery
{
    public required string Student { get; init; }
    public required string Skill { get; init; }

    /// <summary>Pieces of evidence.</summary>
    public required int Outcomes { get; init; }

    /// <summary>The day of the newest; null where the source only has an order.</summary>
    public DateOnly? Newest { get; init; }

    /// <summary>The share of points by each rule, in the order of <see cref="MasteryRule.All"/>.</summary>
    public required IReadOnlyList<decimal> Rules { get; init; }

    /// <summary>What the models say; null where the skill has too few students.</summary>
    public SkillChance? Chance { get; init; }

    /// <summary>By the rule in force.</summary>
    public required MasteryState State { get; init; }

    public decimal By(MasteryRule rule) => Rules[Array.IndexOf([.. MasteryRule.All], rule)];

    /// <summary>Everybody's mastery of every standard that she has evidence of.</summary>
    /// <param name="outcomes">The evidence, in any order.</param>
    /// <param name="models">The skills' models.</param>
    /// <param name="line">Where mastery begins.</param>
    /// <param name="inForce">The rule that makes the state.</param>
    public static IReadOnlyList<StudentMastery> Of(IReadOnlyList<SkillOutcome> outcomes, SkillModels models, MasteryLine line, MasteryRule inForce) =>
    [
        .. outcomes.GroupBy(o => (o.Student, o.Skill)).OrderBy(g => g.Key.Student, StringComparer.Ordinal).ThenBy(g => g.Key.Skill, StringComparer.Ordinal).Select(g =>
        {
            var evidence = SkillOutcome.InOrder(g);
            decimal[] shares = [.. evidence.Select(o => o.Share)];
            return new StudentMastery
            {
                Student = g.Key.Student, Skill = g.Key.Skill, Outcomes = shares.Length, Newest = evidence[^1].Day,
                Rules = [.. MasteryRule.All.Select(r => Math.Round(r.Of(shares), 4, MidpointRounding.AwayFromZero))],
                Chance = models.Of(g.Key.Skill, [.. shares.Select(line.IsSuccess)]), State = line.Of(inForce.Of(shares), shares.Length),
            };
        }),
    ];
}
