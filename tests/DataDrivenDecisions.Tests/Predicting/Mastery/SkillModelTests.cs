using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Mastery;

namespace DataDrivenDecisions.Tests.Predicting.Mastery;

/// <summary>Models of learning say what can be counted by hand, find the truth of invented classes, and foretell the next try better than a skill's rate does.</summary>
[Parallelizable]
public sealed class SkillModelTests
{
    [Test]
    public void Knowledge_is_traced_as_by_hand()
    {
        var model = new KnowledgeTracing(0.4, 0.2, 0.1, 0.25);
        // A success: .4 · .9 / (.4 · .9 + .6 · .25) = .36 / .51; then a fifth of the rest learns it.
        var after = 0.36 / 0.51;
        after += (1 - after) * 0.2;
        Assert.That(model.After([true]), Is.EqualTo(after).Within(1e-12));
        Assert.That(model.Next([]), Is.EqualTo(0.51).Within(1e-12));
        // A failure: .4 · .1 / (.4 · .1 + .6 · .75) = .04 / .49.
        var failed = 0.04 / 0.49;
        Assert.That(model.After([false]), Is.EqualTo(failed + (1 - failed) * 0.2).Within(1e-12));
        Assert.That(model.Ahead([true, false]).ToArray(), Is.EqualTo((double[])[0.51, after * 0.9 + (1 - after) * 0.25]).Within(1e-12));
    }

    [TestCase(0.3, 0.15, 0.1, 0.2, 1)]
    [TestCase(0.5, 0.05, 0.05, 0.25, 2)]
    [TestCase(0.1, 0.3, 0.2, 0.1, 3)]
    public void The_truth_of_an_invented_class_is_found(double known, double learn, double slip, double guess, int seed)
    {
        var fit = KnowledgeTracing.Fit(Invented(new KnowledgeTracing(known, learn, slip, guess), 4000, 8, seed));
        Assert.That((double[])[fit.Known, fit.Learn, fit.Slip, fit.Guess], Is.EqualTo((double[])[known, learn, slip, guess]).Within(0.04));
    }

    [Test]
    public void Performance_factors_are_where_their_likelihood_is_highest_and_find_the_truth()
    {
        var random = new Random(7);
        var truth = new PerformanceFactors(-0.5, 0.4, -0.1);
        List<IReadOnlyList<bool>> students = [];
        for (var i = 0; i < 3000; i++)
        {
            List<bool> shown = [];
            for (var t = 0; t < 6; t++)
                shown.Add(random.NextDouble() < truth.Next(shown));
            students.Add(shown);
        }
        var fit = PerformanceFactors.Fit(students);
        Assert.That((double[])[fit.Ease, fit.PerSuccess, fit.PerFailure], Is.EqualTo((double[])[-0.5, 0.4, -0.1]).Within(0.08));
        Assert.That(new PerformanceFactors(0, 1, -1).Next([true, false, true]), Is.EqualTo(1 / (1 + Math.Exp(-1))).Within(1e-12), "two successes and a failure");
        var best = Loss(fit);
        foreach (var near in new[] { fit with { Ease = fit.Ease + 0.01 }, fit with { PerSuccess = fit.PerSuccess - 0.01 }, fit with { PerFailure = fit.PerFailure + 0.01 } })
            Assert.That(Loss(near), Is.GreaterThan(best));

        double Loss(PerformanceFactors model) => -students.Sum(s => model.Ahead(s).Zip(s).Sum(p => Math.Log(p.Second ? p.First : 1 - p.First)))
            + (model.PerSuccess * model.PerSuccess + model.PerFailure * model.PerFailure) / 2;
    }

    [Test]
    public void A_skill_of_few_students_has_no_model_and_says_why_and_a_large_one_is_foretold_better_than_by_its_rate()
    {
        List<SkillOutcome> outcomes = [];
        var classes = new[] { ("large", 300), ("small", 29) };
        foreach (var (skill, count) in classes)
            foreach (var (shown, i) in Invented(new KnowledgeTracing(0.3, 0.1, 0.1, 0.2), count, 8, 5).Select((s, i) => (s, i)))
                outcomes.AddRange(shown.Select((s, t) => new SkillOutcome($"s{i:0000}", skill, null, t, s ? 1 : 0.5m)));
        outcomes.AddRange(Enumerable.Range(0, 80).Select(i => new SkillOutcome($"s{i / 2:0000}", "never", null, i % 2, 0)));
        var models = SkillModels.Fit(outcomes, share => share >= 0.8m);
        Assert.That(models.Fits.Select(f => (f.Skill, f.Reason)), Is.EqualTo(((string, string?)[])
            [("large", null), ("never", "nobody has succeeded yet"), ("small", "29 students have two pieces of evidence or more, fewer than 30")]));
        Assert.That(models.Of("small", [true]), Is.Null);
        Assert.That(models.Of("large", [true, true, true, true])!.Knows, Is.GreaterThan(0.9));
        Assert.That(models.Of("large", [false, false])!.Next, Is.LessThan(0.5));
        Assert.That(models.Accuracy!.TracingAuc, Is.GreaterThan(models.Accuracy.RateAuc + 0.15));
        Assert.That(models.Accuracy.TracingBrier, Is.LessThan(models.Accuracy.RateBrier));
        Assert.That(SkillModels.Fit(outcomes, share => share >= 0.8m).Accuracy, Is.EqualTo(models.Accuracy), "the same to the last digit");
    }

    [Test]
    public void Published_results_of_courses_are_foretold_better_from_earlier_ones_than_by_the_rate()
    {
        var kinds = File.ReadLines(RealData.Path("outcomes/oulad/assessment.csv")).Skip(1).Select(l => l.Split(',').Select(f => f.Trim('"')).ToArray())
            .ToDictionary(f => f[2], f => (Skill: $"{f[0]} {f[3]}", Course: $"{f[0]} {f[1]}"), StringComparer.Ordinal);
        List<SkillOutcome> outcomes = [];
        foreach (var line in File.ReadLines(RealData.Path("outcomes/oulad/student_assessment.csv")).Skip(1))
        {
            var f = line.Split(',');
            if (decimal.TryParse(f[4], NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && kinds[f[0]] is var kind && kind.Course is "BBB 2013J" or "FFF 2013J" or "DDD 2013J")
                outcomes.Add(new SkillOutcome(f[1], kind.Skill, null, int.Parse(f[2], CultureInfo.InvariantCulture), score / 100));
        }
        var models = SkillModels.Fit(outcomes, share => share >= 0.8m);
        TestContext.Out.WriteLine($"{outcomes.Count} results, {models.Fits.Count} skills, {models.Accuracy}");
        Assert.That(models.Accuracy!.FactorsAuc, Is.GreaterThan(models.Accuracy.RateAuc + 0.05));
        Assert.That(models.Accuracy.TracingAuc, Is.GreaterThan(models.Accuracy.RateAuc + 0.05));
        Assert.That(models.Accuracy.FactorsBrier, Is.LessThan(models.Accuracy.RateBrier));
    }

    static List<IReadOnlyList<bool>> Invented(KnowledgeTracing truth, int students, int tries, int seed)
    {
        var random = new Random(seed);
        List<IReadOnlyList<bool>> all = [];
        for (var i = 0; i < students; i++)
        {
            var knows = random.NextDouble() < truth.Known;
            List<bool> shown = [];
            for (var t = 0; t < tries; t++)
            {
                shown.Add(random.NextDouble() < (knows ? 1 - truth.Slip : truth.Guess));
                knows = knows || random.NextDouble() < truth.Learn;
            }
            all.Add(shown);
        }
        return all;
    }
}
