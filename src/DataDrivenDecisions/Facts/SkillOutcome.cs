namespace DataDrivenDecisions.Facts;

/// <summary>One piece of evidence of one skill: what share of the points a student reached, and on which day.</summary>
/// <param name="Student">Who, by the source's id or the warehouse's key.</param>
/// <param name="Skill">The standard or skill, as the source writes it.</param>
/// <param name="Day">The day of the score; null where the source only has an order.</param>
/// <param name="Order">Tells which of two of the same day came first.</param>
/// <param name="Share">0 for nothing, 1 for all points; extra credit counts as all.</param>
public sealed record SkillOutcome(string Student, string Skill, DateOnly? Day, long Order, decimal Share)
{
    /// <summary>The evidence of one student and skill, the oldest first.</summary>
    public static IReadOnlyList<SkillOutcome> InOrder(IEnumerable<SkillOutcome> outcomes) => [.. outcomes.OrderBy(o => o.Day ?? DateOnly.MinValue).ThenBy(o => o.Order)];
}
