namespace DataDrivenDecisions.Predicting;

/// <summary>What each input tells by itself: the rule that a model must beat, and the alarm for an input that is the outcome in disguise.</summary>
static class SingleInputs
{
    const double NearCopy = 0.995;

    /// <summary>The input that ranks the tested rows best; a warning for each that ranks them all but perfectly.</summary>
    public static EvaluationBaseline Best(EvaluationTable table, Split round, out IReadOnlyList<string> copies)
    {
        var warnings = new List<string>();
        var best = new EvaluationBaseline(table.CameTrue.Average(t => t ? 1.0 : 0.0), null, 0.5);
        int[] tested = [.. round.Parts.SelectMany(p => p.Tested).Order()];
        bool[] cameTrue = [.. tested.Select(i => table.CameTrue[i])];
        foreach (var column in table.Inputs)
        {
            var auc = table.IsNumeric(column) ? OfNumber(table, column, tested, cameTrue) : OfCategory(table, column, round, tested, cameTrue);
            if (auc > best.Auc)
                best = best with { BestInput = table.NameOf(column), Auc = auc };
            if (auc > NearCopy)
                warnings.Add(FormattableString.Invariant($"{table.NameOf(column)} alone foretells the outcome almost perfectly (AUC {auc:0.0000}): it may be the outcome in another form. Drop it unless it is known beforehand."));
        }

        copies = warnings;
        return best;
    }

    static double OfNumber(EvaluationTable table, int column, int[] tested, bool[] cameTrue)
    {
        var numbers = tested.Select(i => table.NumberAt(i, column)).ToArray();
        var mean = numbers.Average() ?? 0;
        var auc = Accuracy.Auc([.. numbers.Select(n => n ?? mean)], cameTrue);
        return Math.Max(auc, 1 - auc); // the direction is granted to the rule
    }

    /// <summary>Each category stands for the share it came true for among the rows learned from.</summary>
    static double OfCategory(EvaluationTable table, int column, Split round, int[] tested, bool[] cameTrue)
    {
        var scores = new double[table.Rows.Count];
        foreach (var (learned, part) in round.Parts)
        {
            var shares = learned.GroupBy(i => table.Rows[i][column]?.Trim() ?? "", StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Average(i => table.CameTrue[i] ? 1.0 : 0.0), StringComparer.Ordinal);
            var overall = learned.Average(i => table.CameTrue[i] ? 1.0 : 0.0);
            foreach (var i in part)
                scores[i] = shares.GetValueOrDefault(table.Rows[i][column]?.Trim() ?? "", overall);
        }

        return Accuracy.Auc([.. tested.Select(i => scores[i])], cameTrue);
    }
}
