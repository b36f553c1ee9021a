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
    public void Of_two_forests_the_better_is_taken_although_one_stands_first()
    {
        var both = Scored(("coarse", (t, n, _) => Told(t, n, 1.5)), ("fine", (t, n, i) => Told(t, n, i % 2 == 0 ? 1.56 : 1.46)));
        Contestant[] forests = [both[0] with { Learner = new ForestLearner(3) }, both[1] with { Learner = new ForestLearner(12) }];
        Assert.That(Tournament.Choose(forests).Learner, Is.EqualTo(new ForestLearner(12)));
    }

    [Test]
    public void One_that_is_hardly_better_and_not_in_every_fold_does_not_beat_the_simpler()
    {
        // In every other fold the rich learner is a little better, in the others a little worse.
        var both = Scored(("plain", (t, n, _) => Told(t, n, 1.5)), ("rich", (t, n, i) => Told(t, n, i % 2 == 0 ? 1.56 : 1.46)));
        Assert.That(Tournament.Choose(both).Learner.Name, Is.EqualTo("plain"));
        Assert.That(both[1].Errors().Average(), Is.LessThan(both[0].Errors().Average()));
    }

    [Test]
    public void The_fold_that_is_tested_has_no_say_in_the_choice()
    {
        // The rich learner knows the third fold by heart and is a little worse elsewhere.
        var both = Scored(("plain", (t, n, _) => Told(t, n, 1.2)), ("rich", (t, n, i) => i % 10 == 2 ? (t ? 9 : -9) : Told(t, n, 1)));
        string Chosen(int? without) => Tournament.Choose(both, without, givesAwayLittle: true).Learner.Name;
        Assert.That((Chosen(null), Chosen(2)), Is.EqualTo(("rich", "plain")));
    }

    [Test]
    public void A_committee_is_measured_by_what_its_members_said()
    {
        var (rows, cameTrue) = Told(120, 3);
        (int[], int[])[] parts = [([.. Enumerable.Range(0, 60)], [.. Enumerable.Range(60, 60)]), ([.. Enumerable.Range(60, 60)], [.. Enumerable.Range(0, 60)])];
        var committee = new CommitteeLearner([new LogisticLearner(1), new ForestLearner()]);

        var measured = Tournament.Measure([.. committee.Members, committee], parts, (_, i) => rows[i], cameTrue, 7, default);

        var anew = committee.Learn(rows[..60], cameTrue[..60], 7)(rows[60..]);
        Assert.That(measured[^1].Scores[60..], Is.EqualTo(anew).Within(1e-12));
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
