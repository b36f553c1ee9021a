namespace DataDrivenDecisions.Predicting;

/// <summary>How far this year's students differ from those that were learned from, in one input.</summary>
/// <param name="Input">The input.</param>
/// <param name="Psi">Population stability index over ten parts that were equally large in the past: below 0.10 little, from 0.25 on much.</param>
/// <param name="MissingThen">The share of past students without it.</param>
/// <param name="MissingNow">The share of this year's students without it.</param>
public sealed record InputDrift(string Input, double Psi, double MissingThen, double MissingNow)
{
    /// <summary>From here on a model's past no longer describes the present (Siddiqi 2006).</summary>
    public const double Much = 0.25;

    const int Parts = 10;
    const double Least = 0.0005; // an empty part would make it infinite

    /// <summary>True where somebody should look before relying on the model.</summary>
    public bool IsMuch => Psi >= Much || Math.Abs(MissingNow - MissingThen) >= 0.2;

    /// <summary>Compares every input, the largest difference first.</summary>
    public static IReadOnlyList<InputDrift> Of(IReadOnlyList<ModelInput> inputs, IReadOnlyList<StudentCase> then, IReadOnlyList<StudentCase> now) => then.Count == 0 || now.Count == 0 ? [] :
        [.. inputs.Select(input => Of(input.Name, [.. then.Select(s => input.Numbers(s)?[0])], [.. now.Select(s => input.Numbers(s)?[0])])).OrderByDescending(d => d.Psi)];

    static InputDrift Of(string name, double?[] then, double?[] now)
    {
        double[] before = [.. then.OfType<double>().Order()], today = [.. now.OfType<double>()];
        double[] edges = before.Length == 0 ? [] : [.. Enumerable.Range(1, Parts - 1).Select(p => before[(int)((long)p * before.Length / Parts)]).Distinct()];
        double psi = 0;
        if (before.Length > 0 && today.Length > 0)
            for (var part = 0; part <= edges.Length; part++)
            {
                double a = Share(before, edges, part), b = Share(today, edges, part);
                psi += (b - a) * Math.Log(b / a);
            }

        return new InputDrift(name, psi, 1 - ((double)before.Length / then.Length), 1 - ((double)today.Length / now.Length));
    }

    static double Share(double[] values, double[] edges, int part) =>
        Math.Max(Least, (double)values.Count(v => (part == 0 || v > edges[part - 1]) && (part == edges.Length || v <= edges[part])) / values.Length);
}
