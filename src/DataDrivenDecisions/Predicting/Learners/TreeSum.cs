using Microsoft.ML.Trainers.FastTree;

namespace DataDrivenDecisions.Predicting.Learners;

/// <summary>Trees whose ends add up to a score, as ML.NET's trainers grow them. Asked here, a row takes a fraction of the time that it takes by way of ML.NET's data.</summary>
sealed class TreeSum
{
    readonly Tree[] _trees;

    public TreeSum(RegressionTreeEnsemble ensemble) : this(ensemble.Trees.Zip(ensemble.TreeWeights, Read), ensemble.Bias)
    {
    }

    /// <summary>Of trees that somebody else read.</summary>
    public TreeSum(IEnumerable<Tree> trees, double bias) => (_trees, Bias) = ([.. trees], bias);

    /// <summary>What every row begins with.</summary>
    public double Bias { get; }

    public IReadOnlyList<Tree> Trees => _trees;

    /// <summary>The ends that the row comes to, added up.</summary>
    public double Score(float[] row)
    {
        var sum = Bias;
        foreach (var tree in _trees)
            sum += tree.Ends[tree.EndOf(row)];
        return sum;
    }

    static Tree Read(RegressionTreeBase tree, double weight) => new([.. tree.NumericalSplitFeatureIndexes], [.. tree.NumericalSplitThresholds], [.. tree.LeftChild], [.. tree.RightChild],
        [.. tree.LeafValues.Select(v => v * weight)]);

    /// <summary>A tree as arrays: rows whose input is at most the value go left; a negative child c is the end ~c.</summary>
    internal sealed record Tree(int[] Inputs, float[] Values, int[] Left, int[] Right, double[] Ends)
    {
        /// <summary>The end that a row comes to.</summary>
        public int EndOf(float[] row)
        {
            var node = Inputs.Length == 0 ? ~0 : 0;
            while (node >= 0)
                node = row[Inputs[node]] <= Values[node] ? Left[node] : Right[node];
            return ~node;
        }
    }
}
