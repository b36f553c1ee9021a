using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Growth;

namespace DataDrivenDecisions.Tests.Predicting.Growth;

/// <summary>The line of proficiency is read off a test's own levels, and nothing is guessed where they draw none.</summary>
[Parallelizable]
public sealed class LevelCutsTests
{
    [Test]
    public void The_line_is_the_lowest_score_that_the_test_calls_reached() =>
        Assert.That(LevelCuts.Of([.. Scores(2026, 500)]), Is.EqualTo(new Dictionary<(string, int), double> { [("Reading", 5)] = 500 }));

    [Test]
    public void The_newest_year_counts() => Assert.That(LevelCuts.Of([.. Scores(2025, 480), .. Scores(2026, 500)])[("Reading", 5)], Is.EqualTo(500));

    [Test]
    public void Levels_that_do_not_part_the_scores_and_few_of_a_side_draw_no_line()
    {
        Assert.That(LevelCuts.Of([.. Scores(2026, 500), Score(2026, 530, "Basic")]), Is.Empty);
        Assert.That(LevelCuts.Of([.. Scores(2026, 500).Where(s => s.ScorePoints > 470)]), Is.Empty);
        Assert.That(LevelCuts.Of([.. Scores(2026, 500).Select(s => s with { Level = "Band Q" })]), Is.Empty);
    }

    static IEnumerable<GrowthScore> Scores(int year, int line) => Enumerable.Range(0, 31).Select(i => Score(year, 350 + 10 * i, 350 + 10 * i >= line ? "Proficient" : "Basic"));

    static GrowthScore Score(int year, int points, string level) => new()
    {
        StudentKey = points, Assessment = "Rise", Subject = "Reading", SchoolYear = year, TestDate = new DateOnly(year, 5, 1), ScorePoints = points, GradeCode = "05", Level = level,
    };
}
