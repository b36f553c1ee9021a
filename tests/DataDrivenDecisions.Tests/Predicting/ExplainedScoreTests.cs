using DataDrivenDecisions.Predicting.Learners;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>What a score says of its inputs adds up, for every learner; and the parts of trees are Shapley's, by his own definition.</summary>
[Parallelizable]
public sealed class ExplainedScoreTests
{
    const int Width = 5;

    static (float[][] Rows, bool[] CameTrue) Table(int count)
    {
        var random = new Random(7);
        float[][] rows = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Width).Select(j => (float)Math.Round(random.NextDouble() * (j + 2), 2)).ToArray())];
        return (rows, [.. rows.Select(r => random.NextDouble() < 1 / (1 + Math.Exp(-((2 * r[0]) - r[1] + (r[2] > 2 ? r[3] : 0) - 2))))]);
    }

    static IEnumerable<ExplainedLearner> Learners() => Tournament.Explained(2_500, hasLightGbm: true).Concat([new BoostedTreesLearner()]).DistinctBy(l => l.ToString());

    [TestCaseSource(nameof(Learners))]
    public void Start_and_parts_are_the_score_that_was_learned(object which)
    {
        var learner = (ExplainedLearner)which;
        if (learner is LightGbmLearner && !LightGbmLearner.IsHere)
            Assert.Ignore("needs LightGBM's native library");
        var (rows, cameTrue) = Table(600);
        var explained = learner.Explain(rows, cameTrue, 3);
        var learned = learner.Learn(rows, cameTrue, 3)(rows);
        for (var i = 0; i < rows.Length; i++)
        {
            Assert.That(explained.Start + explained.Parts(rows[i]).Sum(), Is.EqualTo(explained.Score(rows[i])).Within(1e-9));
            Assert.That(explained.Score(rows[i]), Is.EqualTo(learned[i]).Within(1e-4));
        }

        Assert.That(learner.Explain(rows, cameTrue, 3).Numbers, Is.EqualTo(explained.Numbers), "the same to the last bit");
    }

    [Test]
    public void An_additive_model_tells_each_input_by_itself_also_beside_inputs_that_say_nothing()
    {
        var (rows, cameTrue) = Table(600);
        float[][] wide = [.. rows.Select(r => (float[])[4, r[0], 0, .. r[1..], 7])]; // inputs that never vary, in front, between and behind
        var learner = new AdditiveLearner();
        var score = learner.Explain(wide, cameTrue, 3);
        float[][] asked = [.. wide.Take(40).Select(r => (float[])[.. r[..3], 99, .. r[4..]])];
        var before = wide.Take(40).Select(score.Parts).ToArray();
        var after = asked.Select(score.Parts).ToArray();
        var learned = learner.Learn(wide, cameTrue, 3)(asked);
        for (var i = 0; i < asked.Length; i++)
        {
            Assert.That((after[i][0], after[i][2], after[i][^1]), Is.EqualTo((0.0, 0.0, 0.0)));
            Assert.That(after[i].Where((_, j) => j != 3), Is.EqualTo(before[i].Where((_, j) => j != 3)));
            Assert.That(score.Score(asked[i]), Is.EqualTo(learned[i]).Within(1e-4), "a value beyond all that were seen");
        }

        Assert.That(Enumerable.Range(0, wide[0].Length).Select(j => wide.Average(r => score.Parts(r)[j])), Is.All.EqualTo(0).Within(1e-9), "compared with an average row");
    }

    [Test]
    public void The_parts_of_trees_are_the_mean_over_all_orders_in_which_inputs_become_known()
    {
        var (rows, cameTrue) = Table(400);
        var trees = Trees(rows, cameTrue);
        var score = new TreeScore(new TreeSum(trees), rows);
        foreach (var row in rows.Take(25))
        {
            var parts = score.Parts(row);
            for (var input = 0; input < Width; input++)
                Assert.That(parts[input], Is.EqualTo(Shapley(trees, rows, row, input)).Within(1e-9));
        }
    }

    [Test]
    public void The_parts_of_trees_are_those_that_LightGBM_itself_gives_of_a_model_that_it_trained()
    {
        if (!NativeLightGbm.IsHere)
            Assert.Ignore("needs LightGBM's native library");
        var (rows, cameTrue) = Table(600);
        using var native = new NativeLightGbm(rows, cameTrue, trees: 40);
        var trees = native.Trees();
        var score = new TreeScore(new TreeSum(trees, 0), rows);
        Assert.That(trees, Has.Count.EqualTo(40).And.All.Matches<TreeSum.Tree>(t => t!.Inputs.Length > 1));
        var (told, scores) = (native.Explain(rows), native.Score(rows));
        double apart = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            Assert.That(score.Score(rows[i]), Is.EqualTo(scores[i]).Within(1e-9), "the trees were read as they are");
            apart = score.Parts(rows[i]).Append(score.Start).Zip(told[i], (ours, theirs) => Math.Abs(ours - theirs)).Append(apart).Max();
        }

        TestContext.Out.WriteLine($"farthest apart over {rows.Length} rows, {Width} inputs and the start: {apart:0.0e0}");
        Assert.That(apart, Is.LessThan(1e-6));
    }

    [Test]
    public void Trees_asked_here_score_a_row_as_ML_NET_does()
    {
        var (rows, cameTrue) = Table(500);
        var ml = new MLContext(1);
        var view = View(ml, rows, cameTrue);
        var fast = ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 30).Fit(view);
        Check(new TreeSum(fast.Model.SubModel.TrainedTreeEnsemble), fast);
        if (!LightGbmLearner.IsHere)
            return;
        var light = ml.BinaryClassification.Trainers.LightGbm(numberOfIterations: 30).Fit(view);
        Check(new TreeSum(light.Model.SubModel.TrainedTreeEnsemble), light);

        void Check(TreeSum trees, ITransformer fitted)
        {
            double[] theirs = [.. fitted.Transform(view).GetColumn<float>("Score").Select(s => (double)s)];
            Assert.That(theirs.Max() - theirs.Min(), Is.GreaterThan(1));
            Assert.That(rows.Select(trees.Score), Is.EqualTo(theirs).Within(1e-4));
        }
    }

    static IDataView View(MLContext ml, float[][] rows, bool[] cameTrue)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Width);
        return ml.Data.LoadFromEnumerable(rows.Select((r, i) => new Row { Features = r, Label = cameTrue[i] }), schema);
    }

    static RegressionTreeEnsemble Trees(float[][] rows, bool[] cameTrue)
    {
        var ml = new MLContext(1);
        return ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { NumberOfTrees = 6, NumberOfLeaves = 7, MinimumExampleCountPerLeaf = 10, NumberOfThreads = 1 })
            .Fit(View(ml, rows, cameTrue)).Model.SubModel.TrainedTreeEnsemble;
    }

    // What an input adds, on average over all orders: weighed over all sets of the other inputs.
    static double Shapley(RegressionTreeEnsemble trees, float[][] rows, float[] row, int input)
    {
        double sum = 0;
        for (var set = 0; set < 1 << Width; set++)
            if ((set & (1 << input)) == 0)
            {
                var size = System.Numerics.BitOperations.PopCount((uint)set);
                sum += Factorial(size) * Factorial(Width - size - 1) / Factorial(Width) * (Expected(trees, rows, row, set | (1 << input)) - Expected(trees, rows, row, set));
            }

        return sum;
    }

    // The score that is expected while only the inputs of a set are known: where one is not known both ways are taken, by how many rows took them.
    static double Expected(RegressionTreeEnsemble trees, float[][] rows, float[] row, int set) =>
        trees.Trees.Select((tree, t) => trees.TreeWeights[t] * Below(tree, 0, rows, row, set)).Sum();

    static double Below(RegressionTree tree, int node, float[][] here, float[] row, int set)
    {
        if (node < 0)
            return tree.LeafValues[~node];
        var input = tree.NumericalSplitFeatureIndexes[node];
        var value = tree.NumericalSplitThresholds[node];
        float[][] left = [.. here.Where(r => r[input] <= value)], right = [.. here.Where(r => r[input] > value)];
        if ((set & (1 << input)) != 0)
            return row[input] <= value ? Below(tree, tree.LeftChild[node], left, row, set) : Below(tree, tree.RightChild[node], right, row, set);
        return ((left.Length * Below(tree, tree.LeftChild[node], left, row, set)) + (right.Length * Below(tree, tree.RightChild[node], right, row, set))) / here.Length;
    }

    static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);

    sealed class Row
    {
        public bool Label { get; set; }
        public float[] Features { get; set; } = [];
    }
}
