using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Growth;

namespace DataDrivenDecisions.Tests.Predicting.Growth;

/// <summary>How sure a percentile is, and where growth may lead: by the curves of those who went that way.</summary>
[Parallelizable]
public sealed class GrowthOutlookTests
{
    [Test]
    public void A_score_at_a_percentile_has_that_percentile()
    {
        var (priors, scores) = InventedScores.Of(800, 2, seed: 3);
        var model = CohortModel.Fit(priors, scores);
        foreach (var student in new[] { 0, 100, 500 })
        {
            Assert.That(model.Percentile(priors[student], scores[student]), Is.EqualTo(model.Percentile(student, scores[student])).Within(1), "asked by her priors or by her place");
            var at = model.ScoresAt(priors[student]);
            Assert.That(Enumerable.Range(1, 98).All(p => at[p] <= at[p + 1]), Is.True);
            foreach (var p in new[] { 5, 35, 50, 65, 95 })
                Assert.That(model.Percentile(priors[student], at[p] + 1e-6), Is.EqualTo(p).Within(1));
        }
    }

    [Test]
    public void The_interval_of_a_simulated_error_is_that_of_the_curves_where_only_the_score_errs()
    {
        var (priors, scores) = InventedScores.Of(1500, 1, seed: 3);
        var model = CohortModel.Fit(priors, scores);
        double[] prior = [500];
        var (low, high) = ScoreErrors.Interval(model, prior, [0], 540, 10);
        // Nine of ten errors lie within 1.645 standard errors.
        Assert.That(low, Is.EqualTo(model.Percentile(prior, 540 - 16.45)).Within(3));
        Assert.That(high, Is.EqualTo(model.Percentile(prior, 540 + 16.45)).Within(3));
        var both = ScoreErrors.Interval(model, prior, [10], 540, 10);
        Assert.That(both.High - both.Low, Is.GreaterThan(high - low), "an error of the prior score makes it wider");
        Assert.That(ScoreErrors.Interval(model, prior, [10], 540, 10), Is.EqualTo(both), "the same every time");
    }

    [Test]
    public void A_year_on_students_are_looked_for_where_those_a_grade_ahead_went()
    {
        // Everybody of grade 4 gains 20, give or take; everybody of grade 5 gained 30 to get to grade 6.
        List<IReadOnlyList<string?>> rows = [];
        for (var i = 0; i < 600; i++)
        {
            var prior = 400 + i % 60;
            rows.AddRange([[$"a{i}", "2024", "4", $"{prior}"], [$"a{i}", "2025", "5", $"{prior + 20 + i % 7}"], [$"b{i}", "2024", "5", $"{prior}"], [$"b{i}", "2025", "6", $"{prior + 30 + i % 11}"]]);
        }
        var result = GrowthRun.Tell(new FlatTable(["id", "year", "grade", "score"], rows), new GrowthOptions
        {
            Targets = new Dictionary<(string, int), double> { [("", 6)] = 461 },
        });
        var now = result.Rows.Single(r => r is { Id: "a6", Year: "2025" });
        Assert.That(now.Score, Is.EqualTo(432));
        var outlook = now.Outlook!;
        Assert.That(outlook.Low, Is.EqualTo(432 + 33.5).Within(1.5));
        Assert.That(outlook.Median, Is.EqualTo(432 + 35).Within(1.5));
        Assert.That(outlook.High, Is.EqualTo(432 + 36.5).Within(1.5));
        Assert.That((outlook.Target, outlook.Years, outlook.Needed), Is.EqualTo((461d, 1, 1)), "even the lowest growth leads there: 432 + 30");
        Assert.That(result.Rows.Single(r => r is { Id: "b6", Year: "2025" }).Outlook, Is.Null, "nobody has gone on from grade 6");
        Assert.That(result.Rows.Where(r => r.Year == "2024").Select(r => r.Outlook), Is.All.Null);
        var low = result.Rows.First(r => r is { Year: "2025", Grade: "5" } && r.Score is >= 424 and <= 426).Outlook!;
        Assert.That(low.Needed, Is.InRange(45, 75), "between 425 + 30 and 425 + 40 lies 461 somewhat above the middle");
        Assert.That(result.Rows.First(r => r is { Year: "2025", Grade: "5", Score: 420 }).Outlook!.Needed, Is.GreaterThan(95));
    }
}
