using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>The chance that a student's next result is at one level.</summary>
/// <param name="Level">In the test's words.</param>
/// <param name="Chance">All levels' chances add up to one.</param>
public sealed record ChanceLevel(string Level, Probability Chance);

/// <summary>Makes the chances of levels out of the chances of being beneath each line.</summary>
static class LevelChances
{
    /// <summary>The levels of one student's test, the lowest first.</summary>
    /// <param name="lines">Her cases, one for each line.</param>
    /// <param name="chance">The chance that a case comes true.</param>
    /// <returns>Nothing for a question that has no lines.</returns>
    public static IReadOnlyList<ChanceLevel> Of(IEnumerable<StudentCase> lines, Func<StudentCase, double> chance)
    {
        StudentCase[] ordered = [.. lines.Where(s => s.Line is not null).OrderBy(s => s.Line!.Place)];
        if (ordered.Length == 0)
            return [];
        double[] beneath = [.. InOrder([.. ordered.Select(chance)], Array.FindIndex(ordered, s => s.Line!.IsGradeLevel)), 1];
        return [.. ordered[0].Line!.Record.Levels.Select((level, k) => new ChanceLevel(level, new Probability(beneath[k] - (k == 0 ? 0 : beneath[k - 1]))))];
    }

    /// <summary>Who is beneath a line is beneath every higher one: a chance that says otherwise is moved to its neighbor's, from grade level outwards, whose own chance stays as its reasons add up.</summary>
    public static double[] InOrder(double[] beneath, int gradeLevel)
    {
        double[] ordered = [.. beneath];
        for (var k = gradeLevel - 1; k >= 0; k--)
            ordered[k] = Math.Min(ordered[k], ordered[k + 1]);
        for (var k = gradeLevel + 1; k < ordered.Length; k++)
            ordered[k] = Math.Max(ordered[k], ordered[k - 1]);
        return ordered;
    }
}
