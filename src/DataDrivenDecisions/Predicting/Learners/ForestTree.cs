namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>One tree of a forest: it asks one input after the other and ends in the share of its rows for which it came true.</summary>
sealed class ForestTree
{
    readonly List<Node> _nodes = [];

    /// <summary>A question: rows whose input is at most the value go left; an end has no input and a share.</summary>
    readonly record struct Node(int Input, float Value, int Left, int Right, double Share);

    readonly record struct Cut(int Input, int Bin, double Gain);

    /// <summary>Grows a tree from as many rows as there are, drawn with replacement, asking some of the inputs at each question.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="fewestInLeaf">How many drawn rows an end stands for at least.</param>
    /// <param name="asked">The part of the inputs that each question chooses from; null for the square root of their number.</param>
    /// <param name="random">Chance comes from here.</param>
    public static ForestTree Grow(BinnedTable table, int fewestInLeaf, double? asked, Random random)
    {
        var drawn = new int[table.CameTrue.Length];
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = random.Next(drawn.Length);
        var tree = new ForestTree();
        new Grower(tree, table, fewestInLeaf, asked is { } part ? part * table.Width : Math.Sqrt(table.Width), random).Grow(drawn);
        return tree;
    }

    /// <summary>The share of the rows in the end that a row comes to.</summary>
    public double Share(float[] row)
    {
        var node = _nodes[0];
        while (node.Input >= 0)
            node = _nodes[row[node.Input] <= node.Value ? node.Left : node.Right];
        return node.Share;
    }

    sealed class Grower(ForestTree tree, BinnedTable table, int fewestInLeaf, double choice, Random random)
    {
        readonly int[] _inputs = [.. Enumerable.Range(0, table.Width)];
        readonly int[] _rows = new int[256];
        readonly int[] _true = new int[256];
        readonly int _asked = Math.Max(1, (int)choice);

        public int Grow(Span<int> rows)
        {
            var positives = 0;
            foreach (var row in rows)
                positives += table.CameTrue[row] ? 1 : 0;
            var at = tree._nodes.Count;
            tree._nodes.Add(new Node(-1, 0, 0, 0, (double)positives / rows.Length));
            if (positives == 0 || positives == rows.Length || rows.Length < 2 * fewestInLeaf || Best(rows, positives) is not { Gain: > 0 } cut)
                return at;
            var left = Part(rows, table.Bins(cut.Input), cut.Bin);
            var (before, behind) = (Grow(rows[..left]), Grow(rows[left..]));
            tree._nodes[at] = new Node(cut.Input, table.Edge(cut.Input, cut.Bin), before, behind, 0);
            return at;
        }

        // Inputs that cannot part the rows do not count among those asked, as long as there are others.
        Cut Best(Span<int> rows, int positives)
        {
            var best = default(Cut);
            for (int i = 0, asked = 0; i < _inputs.Length && asked < _asked; i++)
            {
                var other = random.Next(i, _inputs.Length);
                (_inputs[i], _inputs[other]) = (_inputs[other], _inputs[i]);
                if (BestOf(_inputs[i], rows, positives) is not { Gain: >= 0 } cut)
                    continue;
                asked++;
                if (cut.Gain > best.Gain)
                    best = cut;
            }

            return best;
        }

        // The cut after which the two sides are purest (Gini); a gain below zero says that there is none.
        Cut BestOf(int input, Span<int> rows, int positives)
        {
            var (bins, count) = (table.Bins(input), table.Count(input));
            Array.Clear(_rows, 0, count);
            Array.Clear(_true, 0, count);
            foreach (var row in rows)
            {
                _rows[bins[row]]++;
                if (table.CameTrue[row])
                    _true[bins[row]]++;
            }

            var best = new Cut(input, 0, -1);
            var whole = (double)positives * positives / rows.Length;
            for (int bin = 0, left = 0, leftTrue = 0; bin < count - 1; bin++)
            {
                (left, leftTrue) = (left + _rows[bin], leftTrue + _true[bin]);
                var right = rows.Length - left;
                if (left < fewestInLeaf || _rows[bin] == 0)
                    continue;
                if (right < fewestInLeaf)
                    break;
                var gain = ((double)leftTrue * leftTrue / left) + ((double)(positives - leftTrue) * (positives - leftTrue) / right) - whole;
                if (gain > best.Gain)
                    best = new Cut(input, bin, Math.Max(0, gain));
            }

            return best;
        }

        static int Part(Span<int> rows, byte[] bins, int bin)
        {
            var left = 0;
            for (var i = 0; i < rows.Length; i++)
                if (bins[rows[i]] <= bin)
                    (rows[left], rows[i], left) = (rows[i], rows[left], left + 1);
            return left;
        }
    }
}
