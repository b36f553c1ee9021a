using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>
/// Where a test's own levels draw the line of proficiency through its scores, grade by grade: the lowest score that the test calls at or above, where every score that it calls below is lower.
/// Levels that do not part the scores, by a cut that moved within the year or by norms of another scale, draw no line, and none is guessed.
/// </summary>
static class LevelCuts
{
    // With fewer on a side the true line may lie anywhere in a wide gap.
    const int FewestOnEachSide = 10;

    /// <summary>The lines by subject and grade, of the newest school year in which the grade has levels.</summary>
    /// <param name="scores">Scores of one test in one season.</param>
    public static IReadOnlyDictionary<(string Subject, int Grade), double> Of(IReadOnlyList<GrowthScore> scores)
    {
        var lines = new Dictionary<(string Subject, int Grade), double>();
        foreach (var grade in scores.Where(s => LevelWords.IsBelow(s.Level) is not null && Number(s) is not null).GroupBy(s => (s.Subject, Grade: Number(s)!.Value)))
        {
            var newest = grade.Max(s => s.SchoolYear);
            if (Line([.. grade.Where(s => s.SchoolYear == newest)]) is { } line)
                lines[grade.Key] = line;
        }
        return lines;
    }

    static double? Line(IReadOnlyList<GrowthScore> scores)
    {
        var below = scores.Where(s => LevelWords.IsBelow(s.Level) == true).Select(s => s.ScorePoints).ToList();
        var reached = scores.Where(s => LevelWords.IsBelow(s.Level) == false).Select(s => s.ScorePoints).ToList();
        return below.Count >= FewestOnEachSide && reached.Count >= FewestOnEachSide && below.Max() < reached.Min() ? (double)reached.Min() : null;
    }

    static int? Number(GrowthScore score) => GradeLevel.TryParse(score.GradeCode, out var grade) ? grade.Number : null;
}
