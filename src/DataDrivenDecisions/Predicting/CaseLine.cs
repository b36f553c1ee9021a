namespace DataDrivenDecisions.Predicting;

/// <summary>A line between two levels of a test: the question is whether the next result comes out beneath it.</summary>
/// <param name="Record">The student's results in the test so far.</param>
/// <param name="Place">The place of the highest level beneath the line.</param>
/// <param name="IsGradeLevel">True for the line of grade level, by which a model of levels is judged like any other.</param>
/// <param name="Share">The share of recent results of her grade beneath the line.</param>
/// <param name="ShareAhead">The same in last year's seasons that are still to come in this one; null where it is not known.</param>
public sealed record CaseLine(LevelRecord Record, int Place, bool IsGradeLevel, double Share, double? ShareAhead = null)
{
    /// <summary>The highest level beneath the line, in the test's words.</summary>
    public string Level => Record.Levels[Place];
}

/// <summary>What one student reached in one test so far.</summary>
/// <param name="Test">"MAP Growth Mathematics".</param>
/// <param name="Levels">The test's levels, the lowest first.</param>
/// <param name="Results">Her newest results, the oldest first; at least one.</param>
public sealed record LevelRecord(string Test, IReadOnlyList<string> Levels, IReadOnlyList<LevelResult> Results)
{
    public LevelResult Last => Results[^1];
}

/// <summary>One result of a student in a test.</summary>
/// <param name="Day">When it was taken.</param>
/// <param name="Place">The place of its level.</param>
/// <param name="Rank">The share of her grade with a lower score in that season; null where it is not known.</param>
public sealed record LevelResult(DateOnly Day, int Place, double? Rank);
