namespace DataDrivenDecisions.SampleDistrict;

/// <summary>The exponential and the logistic curve in plain arithmetic, so that every system gives the same last digit.</summary>
internal static class Curve
{
    const int Halvings = 10;

    /// <summary>e to the power x, good to about nine digits between -20 and 20.</summary>
    public static double Exp(double x)
    {
        var small = x / (1 << Halvings);
        var result = 1 + small * (1 + small / 2 * (1 + small / 3 * (1 + small / 4)));
        for (var i = 0; i < Halvings; i++)
            result *= result;
        return result;
    }

    /// <summary>1 / (1 + e^-x).</summary>
    public static double Logistic(double x) => 1 / (1 + Exp(-Math.Clamp(x, -20, 20)));

    /// <summary>Share of a standard normal below z, by the logistic approximation (at most 0.01 off).</summary>
    public static double ShareBelow(double z) => Logistic(1.702 * z);
}
