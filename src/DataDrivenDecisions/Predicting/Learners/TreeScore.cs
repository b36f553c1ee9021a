using Microsoft.ML.Trainers.FastTree;

namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>
/// Trees whose ends add up to a score, explained by Shapley values: what each input adds on average over all orders in which it could become known
/// (Lundberg, Erion and Lee 2018, the path-dependent way). How many rows came by at each question is counted by passing the rows that were learned from down the trees.
/// </summary>
sealed record TreeScore : ExplainedScore
{
    readonly Tree[] _trees;
    readonly double _bias;

    /// <summary>A tree as arrays: rows whose input is at most the value go left; a negative child c is the end ~c.</summary>
    internal sealed record Tree(int[] Inputs, float[] Values, int[] Left, int[] Right, double[] Ends)
    {
        /// <summary>How many of the rows that were learned from come by at each question.</summary>
        public double[] Covers { get; } = new double[Inputs.Length];

        /// <summary>How many of them come to each end.</summary>
        public double[] EndCovers { get; } = new double[Ends.Length];

        public int EndOf(float[] row, Action<int>? passing = null)
        {
            var node = Inputs.Length == 0 ? ~0 : 0;
            while (node >= 0)
            {
                passing?.Invoke(node);
                node = row[Inputs[node]] <= Values[node] ? Left[node] : Right[node];
            }

            return ~node;
        }
    }

    public TreeScore(RegressionTreeEnsemble trees, IReadOnlyList<float[]> learnedFrom) : this(trees.Trees.Zip(trees.TreeWeights, Read), trees.Bias, learnedFrom)
    {
    }

    /// <summary>Of trees that somebody else read.</summary>
    internal TreeScore(IEnumerable<Tree> trees, double bias, IReadOnlyList<float[]> learnedFrom)
    {
        _trees = [.. trees.Select(tree => Count(tree, learnedFrom))];
        _bias = bias;
        Start = _bias + _trees.Sum(t => t.Ends.Select((end, i) => end * t.EndCovers[i]).Sum() / learnedFrom.Count);
    }

    public override double Start { get; }

    /// <summary>The ends that the row comes to: the same as start and parts together, at a hundredth of the work.</summary>
    public override double Score(float[] row)
    {
        var sum = _bias;
        foreach (var tree in _trees)
            sum += tree.Ends[tree.EndOf(row)];
        return sum;
    }

    public override double[] Parts(float[] row)
    {
        var parts = new double[row.Length];
        foreach (var tree in _trees)
            if (tree.Inputs.Length > 0)
                new Walk(tree, row, parts).Go(0, 0, [], 1, 1, -1);
        return parts;
    }

    public override IEnumerable<double> Numbers => [Start, .. _trees.SelectMany(t => t.Ends), .. _trees.SelectMany(t => t.Values.Select(v => (double)v))];

    static Tree Read(RegressionTreeBase tree, double weight) => new([.. tree.NumericalSplitFeatureIndexes], [.. tree.NumericalSplitThresholds], [.. tree.LeftChild], [.. tree.RightChild],
        [.. tree.LeafValues.Select(v => v * weight)]);

    static Tree Count(Tree tree, IReadOnlyList<float[]> rows)
    {
        foreach (var row in rows)
            tree.EndCovers[tree.EndOf(row, node => tree.Covers[node]++)]++;
        return tree;
    }

    /// <summary>An input on the way down: the share of rows that go the same way without knowing it (zero), whether the row itself does (one), and the weight of the subsets.</summary>
    record struct Step(int Input, double Zero, double One, double Weight);

    sealed class Walk(Tree tree, float[] row, double[] parts)
    {
        public void Go(int node, int depth, Step[] above, double zero, double one, int input)
        {
            var path = Extend(above, depth, zero, one, input);
            if (node < 0)
            {
                for (var i = 1; i <= depth; i++)
                    parts[path[i].Input] += Unwound(path, depth, i) * (path[i].One - path[i].Zero) * tree.Ends[~node];
                return;
            }

            var asked = tree.Inputs[node];
            var goesLeft = row[asked] <= tree.Values[node];
            var (hot, cold) = goesLeft ? (tree.Left[node], tree.Right[node]) : (tree.Right[node], tree.Left[node]);
            double zeroBefore = 1, oneBefore = 1;
            for (var i = 1; i <= depth; i++)
                if (path[i].Input == asked)
                {
                    (zeroBefore, oneBefore) = (path[i].Zero, path[i].One);
                    Unwind(path, depth, i);
                    depth--;
                    break;
                }

            var cover = tree.Covers[node];
            Go(hot, depth + 1, path, zeroBefore * Share(hot, cover), oneBefore, asked);
            Go(cold, depth + 1, path, zeroBefore * Share(cold, cover), 0, asked);
        }

        // A question that no learned row came by (another learner's rows made it) is as if half of them went either way.
        double Share(int child, double cover) => cover == 0 ? 0.5 : (child < 0 ? tree.EndCovers[~child] : tree.Covers[child]) / cover;

        static Step[] Extend(Step[] above, int depth, double zero, double one, int input)
        {
            var path = new Step[depth + 1];
            Array.Copy(above, path, Math.Min(depth, above.Length));
            path[depth] = new Step(input, zero, one, depth == 0 ? 1 : 0);
            for (var i = depth - 1; i >= 0; i--)
            {
                path[i + 1].Weight += one * path[i].Weight * (i + 1) / (depth + 1);
                path[i].Weight = zero * path[i].Weight * (depth - i) / (depth + 1);
            }

            return path;
        }

        static void Unwind(Step[] path, int depth, int at)
        {
            var (one, zero, next) = (path[at].One, path[at].Zero, path[depth].Weight);
            for (var i = depth - 1; i >= 0; i--)
                if (one != 0)
                {
                    var before = path[i].Weight;
                    path[i].Weight = next * (depth + 1) / ((i + 1) * one);
                    next = before - (path[i].Weight * zero * (depth - i) / (depth + 1));
                }
                else
                {
                    path[i].Weight = path[i].Weight * (depth + 1) / (zero * (depth - i));
                }

            for (var i = at; i < depth; i++)
                path[i] = path[i + 1] with { Weight = path[i].Weight };
        }

        static double Unwound(Step[] path, int depth, int at)
        {
            var (one, zero, next) = (path[at].One, path[at].Zero, path[depth].Weight);
            double total = 0;
            for (var i = depth - 1; i >= 0; i--)
                if (one != 0)
                {
                    var weight = next * (depth + 1) / ((i + 1) * one);
                    total += weight;
                    next = path[i].Weight - (weight * zero * (depth - i) / (depth + 1));
                }
                else if (zero != 0)
                {
                    total += path[i].Weight * (depth + 1) / (zero * (depth - i));
                }

            return total;
        }
    }
}
