namespace DataDrivenDecisions.Predicting;

/// <summary>How well chances or scores told apart those for whom it came true, and how honest the chances were.</summary>
public static class Accuracy
{
    const int Bins = 10;

    /// <summary>The chance that a student for whom it came true has the higher score than one for whom it did not; ties count half. NaN with one class only.</summary>
    public static double Auc(IReadOnlyList<double> scores, IReadOnlyList<bool> cameTrue)
    {
        var order = Ascending(scores);
        double ranks = 0;
        long positives = 0;
        for (var i = 0; i < order.Length;)
        {
            var end = i;
            while (end < order.Length && scores[order[end]].Equals(scores[order[i]]))
                end++;
            var rank = (i + end + 1) / 2.0; // the mean of the 1-based ranks that are tied
            for (; i < end; i++)
                if (cameTrue[order[i]])
                {
                    ranks += rank;
                    positives++;
                }
        }

        long negatives = order.Length - positives;
        return positives == 0 || negatives == 0 ? double.NaN : (ranks - (positives * (positives + 1) / 2.0)) / ((double)positives * negatives);
    }

    /// <summary>The AUC when each row counts as many times as it was drawn; sorted once, for many drawings.</summary>
    public static Func<int[], double> AucOfDrawn(IReadOnlyList<double> scores, IReadOnlyList<bool> cameTrue)
    {
        var order = Ascending(scores);
        return times =>
        {
            double wins = 0;
            long positives = 0, negatives = 0;
            for (var i = 0; i < order.Length;)
            {
                long p = 0, n = 0;
                var score = scores[order[i]];
                for (; i < order.Length && scores[order[i]].Equals(score); i++)
                    if (cameTrue[order[i]])
                        p += times[order[i]];
                    else
                        n += times[order[i]];
                wins += p * (negatives + (n / 2.0));
                (positives, negatives) = (positives + p, negatives + n);
            }

            return positives == 0 || negatives == 0 ? double.NaN : wins / ((double)positives * negatives);
        };
    }

    /// <summary>Average precision: the area under the precision-recall steps; tied scores enter together.</summary>
    public static double AveragePrecision(IReadOnlyList<double> scores, IReadOnlyList<bool> cameTrue)
    {
        var order = Ascending(scores);
        Array.Reverse(order);
        long total = cameTrue.LongCount(t => t), found = 0;
        double sum = 0;
        for (var i = 0; i < order.Length;)
        {
            var before = found;
            var score = scores[order[i]];
            for (; i < order.Length && scores[order[i]].Equals(score); i++)
                found += cameTrue[order[i]] ? 1 : 0;
            sum += (found - before) * ((double)found / i);
        }

        return total == 0 ? double.NaN : sum / total;
    }

    /// <summary>The mean squared distance of the chance from what happened; 0 is perfect.</summary>
    public static double Brier(IReadOnlyList<double> chances, IReadOnlyList<bool> cameTrue) =>
        chances.Select((p, i) => Math.Pow(p - (cameTrue[i] ? 1 : 0), 2)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Ten bins with (nearly) equal counts, from the lowest chances to the highest.</summary>
    public static IReadOnlyList<ChanceBin> CalibrationBins(IReadOnlyList<double> chances, IReadOnlyList<bool> cameTrue)
    {
        var order = Ascending(chances);
        var bins = new List<ChanceBin>();
        for (var b = 0; b < Bins; b++)
        {
            var members = order[(int)((long)order.Length * b / Bins)..(int)((long)order.Length * (b + 1) / Bins)];
            if (members.Length > 0)
                bins.Add(new ChanceBin(members.Average(i => chances[i]), members.Length, members.Count(i => cameTrue[i])));
        }

        return bins;
    }

    /// <summary>The mean over the bins of |mean predicted − share observed|.</summary>
    public static double CalibrationError(IReadOnlyList<ChanceBin> bins) =>
        bins.Select(b => Math.Abs(b.Predicted - ((double)b.CameTrue / b.Students))).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Of the share of students with the highest scores (at least one), the part for whom it came true; order breaks ties.</summary>
    public static double PrecisionAt(double share, IReadOnlyList<double> scores, IReadOnlyList<bool> cameTrue)
    {
        var order = Ascending(scores);
        var k = Math.Max(1, (int)Math.Round(share * order.Length, MidpointRounding.AwayFromZero));
        return order.Length == 0 ? double.NaN : order.TakeLast(k).Average(i => cameTrue[i] ? 1.0 : 0.0);
    }

    /// <summary>Precision among the 5, 10 and 20 of a hundred with the highest scores.</summary>
    public static IReadOnlyDictionary<string, double> PrecisionAtK(IReadOnlyList<double> scores, IReadOnlyList<bool> cameTrue) =>
        new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["5%"] = PrecisionAt(0.05, scores, cameTrue),
            ["10%"] = PrecisionAt(0.10, scores, cameTrue),
            ["20%"] = PrecisionAt(0.20, scores, cameTrue),
        };

    static int[] Ascending(IReadOnlyList<double> scores) => [.. Enumerable.Range(0, scores.Count).OrderBy(i => scores[i])]; // OrderBy is stable
}

/// <summary>Students with about the same chance: the mean chance they were given, how many they are, and for how many it came true.</summary>
public sealed record ChanceBin(double Predicted, int Students, int CameTrue);
