namespace DataDrivenDecisions.Predicting;

/// <summary>How well one input alone tells something: the outcome (then it may be a leak), or who belongs to a group (then it may stand for it).</summary>
/// <param name="Input">The input.</param>
/// <param name="Auc">0.5 tells nothing, 1 everything; the direction does not matter.</param>
public sealed record InputAlone(string Input, double Auc)
{
    /// <summary>Beyond it a look takes long and sees the same.</summary>
    const int MostRows = 3_000;

    /// <summary>Every input, by the one of its numbers that tells most.</summary>
    /// <param name="inputs">The model's inputs.</param>
    /// <param name="table">How they become numbers.</param>
    /// <param name="rows">Rows of numbers.</param>
    /// <param name="what">What is to be told.</param>
    public static IReadOnlyList<InputAlone> Of(IReadOnlyList<ModelInput> inputs, InputTable table, IReadOnlyList<float[]> rows, IReadOnlyList<bool> what)
    {
        var every = Math.Max(1, rows.Count / MostRows);
        int[] some = [.. Enumerable.Range(0, rows.Count).Where(i => i % every == 0)];
        bool[] told = [.. some.Select(i => what[i])];
        if (!told.Contains(true) || !told.Contains(false))
            return [];
        return [.. inputs.Select((input, k) =>
        {
            var (start, length) = table.PlacesOf(k).GetOffsetAndLength(rows[0].Length);
            return new InputAlone(input.Name, Enumerable.Range(start, length).Max(j => Either(Accuracy.Auc([.. some.Select(i => (double)rows[i][j])], told))));
        })];
    }

    static double Either(double auc) => Math.Max(auc, 1 - auc);
}

/// <summary>Whether inputs stand for a group that no model may look at.</summary>
/// <param name="Column">"race", "sex", "program".</param>
/// <param name="Value">The group.</param>
/// <param name="Input">The input that tells best who belongs to it.</param>
/// <param name="Auc">How well it does.</param>
/// <param name="ChanceAuc">How well the model's chance itself tells it.</param>
public sealed record ProxyTest(string Column, string Value, string Input, double Auc, double ChanceAuc);
