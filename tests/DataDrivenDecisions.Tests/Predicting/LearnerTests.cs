using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Predicting.Learners;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>The learners that compete for a table, each by itself, and how one is chosen.</summary>
[Parallelizable]
public sealed class LearnerTests
{
    static IEnumerable<TestCaseData> All() => Tournament.For(400, hasLightGbm: true).Concat(Tournament.For(400, hasLightGbm: false))
        .Where(l => l is not LightGbmLearner && !l.Name.Contains("LightGBM", StringComparison.Ordinal) || LightGbmLearner.IsHere).Distinct()
        .Select(l => new TestCaseData(l).SetArgDisplayNames(l.ToString().Split('{')[0] + l.Name));

    /// <summary>Two inputs that tell the outcome, each by itself, and one that tells nothing.</summary>
    static (float[][] Rows, bool[] CameTrue) Told(int rows, int seed)
    {
        var random = new Random(seed);
        float[][] made = [.. Enumerable.Range(0, rows).Select(_ => new[] { (float)random.NextDouble(), random.Next(2), (float)random.NextDouble() })];
        return (made, [.. made.Select(r => random.NextDouble() < 1 / (1 + Math.Exp(-(6 * (r[0] - 0.5)) - (2 * (r[1] - 0.5)))))]);
    }

    [TestCaseSource(nameof(All))]
    public void It_ranks_rows_that_it_has_not_learned_from_and_does_so_again(object learner)
    {
        var (rows, cameTrue) = Told(400, 1);
        var (others, happened) = Told(400, 2);

        var scores = ((Learner)learner).Learn(rows, cameTrue, 5)(others);

        Assert.That(Accuracy.Auc(scores, happened), Is.GreaterThan(0.78));
        Assert.That(((Learner)learner).Learn(rows, cameTrue, 5)(others), Is.EqualTo(scores));
    }

    [Test]
    public void A_forest_finds_what_only_two_inputs_together_tell()
    {
        var random = new Random(4);
        float[][] rows = [.. Enumerable.Range(0, 600).Select(_ => new[] { random.Next(2), random.Next(2), (float)random.NextDouble() })];
        bool[] cameTrue = [.. rows.Select(r => (r[0] > 0) != (r[1] > 0))];

        double Auc(Learner learner) => Accuracy.Auc(learner.Learn(rows[..400], cameTrue[..400], 1)(rows[400..]), cameTrue[400..]);

        Assert.That(Auc(new ForestLearner()), Is.GreaterThan(0.99));
        Assert.That(Auc(new LogisticLearner(1)), Is.LessThan(0.65));
    }

    [Test]
    public void A_forest_takes_values_that_it_has_never_seen_and_inputs_that_say_nothing()
    {
        float[][] rows = [.. Enumerable.Range(0, 1000).Select(i => new[] { i, 7f })];
        var scores = new ForestLearner().Learn(rows, [.. rows.Select(r => r[0] >= 500)], 1)([[-1e9f, 7], [1e9f, -3]]);
        Assert.That(scores[0], Is.LessThan(-3));
        Assert.That(scores[1], Is.GreaterThan(3));
    }

    /// <summary>Ten folds of eighty rows; each learner tells the outcome with its own share of noise.</summary>
    static Contestant[] Scored(params (string Name, Func<bool, Random, int, double> Score)[] learners)
    {
        var random = new Random(12);
        bool[] cameTrue = [.. Enumerable.Range(0, 800).Select(_ => random.Next(3) == 0)];
        IReadOnlyList<int[]> folds = [.. Enumerable.Range(0, 10).Select(k => Enumerable.Range(0, 80).Select(i => (10 * i) + k).ToArray())];
        return [.. learners.Select(l =>
        {
            var noise = new Random(3);
            return new Contestant(new Named(l.Name), [.. cameTrue.Select((t, i) => l.Score(t, noise, i))], folds, cameTrue);
        })];
    }

    static double Told(bool cameTrue, Random noise, double strength) => (cameTrue ? strength : 0) + (4 * noise.NextDouble());

    [Test]
    public void Of_two_that_are_as_good_the_simpler_is_chosen_and_a_better_one_beats_it()
    {
        string Chosen(double plain, double rich) => Tournament.Choose(Scored(("plain", (t, n, _) => Told(t, n, plain)), ("rich", (t, n, _) => Told(t, n, rich)))).Learner.Name;
        Assert.That((Chosen(1, 1), Chosen(1, 1.5), Chosen(1.5, 1)), Is.EqualTo(("plain", "rich", "plain")));
    }

    [Test]
    public void One_that_is_hardly_better_and_not_in_every_fold_does_not_beat_the_simpler()
    {
        // In every other fold the rich learner is a little better, in the others a little worse.
        var both = Scored(("plain", (t, n, _) => Told(t, n, 1.5)), ("rich", (t, n, i) => Told(t, n, i % 2 == 0 ? 1.56 : 1.46)));
        Assert.That(Tournament.Choose(both).Learner.Name, Is.EqualTo("plain"));
        Assert.That(both[1].Errors.Average(), Is.LessThan(both[0].Errors.Average()));
    }

    [Test]
    public void The_fold_that_is_tested_has_no_say_in_the_weights()
    {
        // The rich learner knows the third fold by heart and tells nothing elsewhere.
        var both = Scored(("plain", (t, n, _) => Told(t, n, 1.2)), ("rich", (t, n, i) => i % 10 == 2 ? (t ? 9 : -9) : i * 7919 % 800 / 800.0));
        int[] all = [.. Enumerable.Range(0, 800)];
        Assert.That(Committee.Of(both, all).Weights[1], Is.GreaterThan(0.1));
        Assert.That(Committee.Of(both, [.. all.Where(i => i % 10 != 2)]).Weights[1], Is.LessThan(0.06));
    }

    [Test]
    public void Learners_who_err_differently_err_less_together_and_who_adds_nothing_is_not_heard()
    {
        var measured = Scored(("one", (t, n, _) => Told(t, n, 1.2)), ("other", (t, n, _) => Told(t, n, 1.2)), ("noise", (_, n, _) => n.NextDouble()));
        // The two see different noise.
        var noise = new Random(77);
        measured[1] = measured[1] with { Scores = [.. measured[1].CameTrue.Select(t => Told(t, noise, 1.2))] };
        int[] learned = [.. Enumerable.Range(0, 400)], asked = [.. Enumerable.Range(400, 400)];
        var committee = Committee.Of(measured, learned);

        Assert.That(committee.Weights[0] + committee.Weights[1], Is.GreaterThan(0.95));
        Assert.That(committee.Weights.Take(2), Is.All.InRange(0.3, 0.7));
        bool[] cameTrue = [.. asked.Select(i => measured[0].CameTrue[i])];
        var together = Accuracy.Auc([.. asked.Select(i => committee.Score(c => measured[c].Scores[i]))], cameTrue);
        foreach (var alone in measured.Take(2))
            Assert.That(together, Is.GreaterThan(Accuracy.Auc([.. asked.Select(i => alone.Scores[i])], cameTrue) + 0.02));
    }

    [Test]
    public void Weights_are_those_of_least_squares_where_these_are_not_negative_and_else_the_nearest_on_the_edge()
    {
        double[] a = [1, 0, 0, 1], b = [0, 1, 0, 1], c = [0, 0, 1, 0];
        double[] Mixed(double x, double y, double z) => [.. a.Select((_, i) => (x * a[i]) + (y * b[i]) + (z * c[i]))];
        Assert.That(ConvexWeights.Nearest([a, b, c], Mixed(0.5, 0.3, 0.2)), Is.EqualTo((double[])[0.5, 0.3, 0.2]).Within(1e-6));
        // Without the limit c would have the weight -1.
        Assert.That(ConvexWeights.Nearest([a, b, c], Mixed(1, 1, -1)), Is.EqualTo((double[])[0.5, 0.5, 0]).Within(1e-6));
        Assert.That(ConvexWeights.Nearest([a, a], a).Sum(), Is.EqualTo(1).Within(1e-12));
        Assert.That(ConvexWeights.Nearest([b], a), Is.EqualTo((double[])[1]));
    }

    [Test]
    public void Without_LightGBM_FastTree_takes_its_place() =>
        Assert.That(Tournament.For(400, hasLightGbm: false).Select(l => l.GetType()), Does.Contain(typeof(BoostedTreesLearner)).And.None.EqualTo(typeof(LightGbmLearner)));

    [Test]
    public void Isotonic_chances_only_rise_and_are_never_certain()
    {
        double[] scores = [-2, -1, 0, 1, 2, 3];
        var calibration = IsotonicCalibration.Fit(scores, [false, true, false, true, false, true]);

        double[] chances = [.. Enumerable.Range(-30, 70).Select(s => calibration.Chance(s / 10.0))];

        Assert.That(chances, Is.Ordered.And.All.InRange(0.1, 0.9));
        Assert.That(calibration.Chance(-0.5), Is.EqualTo(0.5).Within(1e-12), "-1 and 0 were pooled: one of two came true");
        Assert.That(calibration.Chance(1.5), Is.EqualTo(0.5).Within(1e-12), "so were 1 and 2");
    }

    [Test]
    public void Steps_are_preferred_where_a_line_does_not_fit_and_a_line_where_rows_are_few()
    {
        var random = new Random(9);
        double[] scores = [.. Enumerable.Range(0, 2000).Select(_ => random.NextDouble())];
        bool[] stepped = [.. scores.Select(s => random.NextDouble() < (s < 0.7 ? 0.1 : 0.6))];
        bool[] straight = [.. scores.Take(120).Select(s => random.NextDouble() < 1 / (1 + Math.Exp(-4 * (s - 0.5))))];
        Assert.That((ScoreCalibration.Best(scores, stepped).Name, ScoreCalibration.Best(scores[..120], straight).Name), Is.EqualTo(("isotonic", "Platt")));
    }

    sealed record Named(string Title) : Learner(Title)
    {
        public override Func<IReadOnlyList<float[]>, double[]> Learn(IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue, int seed) => throw new NotSupportedException();
    }
}
