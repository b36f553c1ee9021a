namespace DataDrivenDecisions.Predicting;

/// <summary>A line that a model must pass before anyone sees what it says.</summary>
/// <param name="Name">"better than the rule".</param>
/// <param name="Value">What was measured on rows that the model had not seen.</param>
/// <param name="Limit">The line.</param>
/// <param name="Passed">True on the right side of it; never true for what could not be measured.</param>
/// <param name="Words">The whole in a sentence.</param>
public sealed record Gate(string Name, double? Value, double Limit, bool Passed, string Words)
{
    /// <summary>A model must rank better than the rule that people use without it, by so much AUC.</summary>
    public const double AucAboveRule = 0.03;

    /// <summary>The most that predicted and observed may be apart on average over ten equal-count bins.</summary>
    public const double MostCalibrationError = 0.05;

    // Four digits are what the card shows; a gate must not fail or pass on what nobody can see.
    const double Hair = 1e-9;

    public static Gate BetterThanRule(double auc, double ruleAuc, string rule)
    {
        var gain = auc - ruleAuc;
        return new("better than the rule", Known(gain), AucAboveRule, gain >= AucAboveRule - Hair,
            FormattableString.Invariant($"AUC {auc:0.000} against {ruleAuc:0.000} of {rule}: {gain:+0.000;-0.000}, at least +{AucAboveRule:0.00} asked for"));
    }

    public static Gate Honest(double calibrationError) => new("honest chances", Known(calibrationError), MostCalibrationError, calibrationError <= MostCalibrationError + Hair,
        FormattableString.Invariant($"predicted and observed are {calibrationError:0.000} apart on average over ten groups, at most {MostCalibrationError:0.00} allowed"));

    static double? Known(double value) => double.IsFinite(value) ? value : null;
}
