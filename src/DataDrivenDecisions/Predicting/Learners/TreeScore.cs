namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>
/// Trees whose ends add up to a score, explained by Shapley values: what each input adds on average over all orders in which it could become known
/// (Lundberg, Erion and Lee 2018, the path-dependent way). How many rows came by at each question is counted by passing the rows that were learned from down the trees.
/// </summary>
sealed record TreeScore : ExplainedScore
{
    readonly TreeSum _sum;
    readonly Counted[] _trees;

    public TreeScore(TreeSum trees, IReadOnlyList<float[]> learnedFrom)
    {
        _sum = trees;
        _trees = [.. trees.Trees.Select(tree => new Counted(tree, learnedFrom))];
        Start = trees.Bias + _trees.Sum(t => t.Tree.Ends.Select((end, i) => end * t.EndCovers[i]).Sum() / learnedFrom.Count);
    }

    public override double Start { get; }

    /// <summary>The ends that the row comes to: the same as start and parts together, at a hundredth of the work.</summary>
    public override double Score(float[] row) => _sum.Score(row);

    public override double[] Parts(float[] row)
    {
        var parts = new double[row.Length];
        foreach (var tree in _trees)
            if (tree.Tree.Inputs.Length > 0)
                new Walk(tree, row, parts).Go(0, 0, [], 1, 1, -1);
        return parts;
    }

    public override IEnumerable<double> Numbers => [Start, .. _sum.Trees.SelectMany(t => t.Ends), .. _sum.Trees.SelectMany(t => t.Values.Select(v => (double)v))];

    /// <summary>A tree, and how many of the rows that were learned from come by at each of its questions and to each of its ends.</summary>
    sealed class Counted
    {
        public Counted(TreeSum.Tree tree, IReadOnlyList<float[]> rows)
        {
            (Tree, Covers, EndCovers) = (tree, new double[tree.Inputs.Length], new double[tree.Ends.Length]);
            foreach (var row in rows)
                EndCovers[tree.EndOf(row)]++;
            if (tree.Inputs.Length > 0)
                CountFrom(0);
        }

        public TreeSum.Tree Tree { get; }

        public double[] Covers { get; }

        public double[] EndCovers { get; }

        double CountFrom(int node) => node < 0 ? EndCovers[~node] : Covers[node] = CountFrom(Tree.Left[node]) + CountFrom(Tree.Right[node]);
    }

    /// <summary>An input on the way down: the share of rows that go the same way without knowing it (zero), whether the row itself does (one), and the weight of the subsets.</summary>
    record struct Step(int Input, double Zero, double One, double Weight);

    sealed class Walk(Counted counted, float[] row, double[] parts)
    {
        readonly TreeSum.Tree _tree = counted.Tree;

        public void Go(int node, int depth, Step[] above, double zero, double one, int input)
        {
            var path = Extend(above, depth, zero, one, input);
            if (node < 0)
            {
                for (var i = 1; i <= depth; i++)
                    parts[path[i].Input] += Unwound(path, depth, i) * (path[i].One - path[i].Zero) * _tree.Ends[~node];
                return;
            }

            var asked = _tree.Inputs[node];
            var goesLeft = row[asked] <= _tree.Values[node];
            var (hot, cold) = goesLeft ? (_tree.Left[node], _tree.Right[node]) : (_tree.Right[node], _tree.Left[node]);
            double zeroBefore = 1, oneBefore = 1;
            for (var i = 1; i <= depth; i++)
                if (path[i].Input == asked)
                {
                    (zeroBefore, oneBefore) = (path[i].Zero, path[i].One);
                    Unwind(path, depth, i);
                    depth--;
                    break;
                }

            var cover = counted.Covers[node];
            Go(hot, depth + 1, path, zeroBefore * Share(hot, cover), oneBefore, asked);
            Go(cold, depth + 1, path, zeroBefore * Share(cold, cover), 0, asked);
        }

        // A question that no learned row came by (another learner's rows made it) is as if half of them went either way.
        double Share(int child, double cover) => cover == 0 ? 0.5 : (child < 0 ? counted.EndCovers[~child] : counted.Covers[child]) / cover;

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
