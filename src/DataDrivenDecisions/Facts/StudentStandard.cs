using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>How far one student has mastered one standard, as the newest night says it, by the rule in force and by the others.</summary>
public sealed record StudentStandard
{
    public required int StudentKey { get; init; }
    public required string Source { get; init; }
    public required string Standard { get; init; }

    /// <summary>mastered, growing or not yet assessed.</summary>
    public required string State { get; init; }

    /// <summary>The rule's short name.</summary>
    public required string Rule { get; init; }

    /// <summary>Of a hundred, by the rule in force.</summary>
    public required decimal Points { get; init; }
    public required int Evidence { get; init; }
    public required DateOnly Newest { get; init; }
    public decimal DecayingPoints { get; init; }
    public decimal RecentPoints { get; init; }
    public decimal HighestPoints { get; init; }
    public decimal MeanPoints { get; init; }
    public decimal ModePoints { get; init; }

    /// <summary>The chance that she knows it, by knowledge tracing, 0 to 1; read it as <see cref="Knows"/>.</summary>
    public double? KnownValue { get; init; }

    /// <summary>The chance that her next try succeeds, by performance factors, 0 to 1; read it as <see cref="Next"/>.</summary>
    public double? NextValue { get; init; }

    public Probability? Knows => KnownValue is { } v ? new Probability(Math.Clamp(v, 0, 1)) : null;

    public Probability? Next => NextValue is { } v ? new Probability(Math.Clamp(v, 0, 1)) : null;

    /// <summary>Of a hundred, by a rule's short name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rule.</exception>
    public decimal By(string rule) => rule switch
    {
        MasteryRuleName.Decaying => DecayingPoints,
        MasteryRuleName.Recent => RecentPoints,
        MasteryRuleName.Highest => HighestPoints,
        MasteryRuleName.Mean => MeanPoints,
        MasteryRuleName.Mode => ModePoints,
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    const string Columns = """
        SELECT m.student_key AS StudentKey, m.standard_source AS Source, m.standard AS Standard, m.mastery_state AS State, m.mastery_rule AS "Rule", m.mastery_points AS Points,
               m.evidence_count AS Evidence, m.evidence_date AS Newest, m.decaying_points AS DecayingPoints, m.recent_points AS RecentPoints, m.highest_points AS HighestPoints,
               m.mean_points AS MeanPoints, m.mode_points AS ModePoints, m.known_probability AS KnownValue, m.next_probability AS NextValue
        FROM   seen.mastery m
        """;

    /// <summary>One student's standards of a school year.</summary>
    public static Query<StudentStandard> Of(int studentKey, SchoolYear year) => new(Columns + " WHERE m.student_key = @studentKey AND m.school_year = @year", new { studentKey, year = year.Ends });

    /// <summary>The standards of the students who are in one section now.</summary>
    public static Query<StudentStandard> In(int sectionKey, SchoolYear year) => new(
        Columns + " WHERE m.school_year = @year AND EXISTS (SELECT 1 FROM seen.section_enrollment e WHERE e.student_key = m.student_key AND e.section_key = @sectionKey AND e.is_current = 1)",
        new { sectionKey, year = year.Ends });
}
