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

    /// <summary>Or it must find so many more of those for whom it came true, in a list as long as the rule's.</summary>
    public const double RecallAboveRule = 0.10;

    /// <summary>The most that a group's false-alarm or miss rate may certainly differ.</summary>
    public const double MostGap = 0.05;

    /// <summary>An input that alone ranks so well is the outcome in disguise.</summary>
    public const double LeakAuc = 0.99;

    const string Leak = "no leak", Protected = "without protected attributes";
    static readonly string[] ProtectedWords = ["race", "ethnic", "sex", "gender", "disab", "iep", "504", "language", "english learner", "lunch", "meal", "homeless", "foster", "birth"];

    /// <summary>The same sentence without counts of students and without the name of a group, which only those who see the whole district are told; null where it has neither.</summary>
    public string? WordsForEveryone { get; init; }

    /// <summary>The sentence for a viewer.</summary>
    /// <param name="seesDistrict">True for those who see figures of the whole district.</param>
    public string WordsFor(bool seesDistrict) => seesDistrict ? Words : WordsForEveryone ?? Words;

    /// <summary>What two people may take upon themselves; never a leak or a protected attribute.</summary>
    public bool MayBeOverridden => Name is not (Leak or Protected);

    // Four digits are what the card shows; a gate must not fail or pass on what nobody can see.
    const double Hair = 1e-9;

    public static Gate BetterThanRule(double auc, double ruleAuc, string rule)
    {
        var gain = auc - ruleAuc;
        return new("better than the rule", Known(gain), AucAboveRule, gain >= AucAboveRule - Hair,
            FormattableString.Invariant($"AUC {auc:0.000} against {ruleAuc:0.000} of {rule}: {gain:+0.000;-0.000}, at least +{AucAboveRule:0.00} asked for"));
    }

    /// <summary>The same, or it must find clearly more students with a list of the same length.</summary>
    public static Gate BetterThanRule(double auc, double ruleAuc, string rule, ListFound found)
    {
        var ranking = BetterThanRule(auc, ruleAuc, rule);
        var more = found.RuleHits == 0 ? (found.Hits > 0 ? 1 : 0) : ((double)found.Hits / found.RuleHits) - 1;
        return ranking with
        {
            Passed = ranking.Passed || more >= RecallAboveRule - Hair,
            Words = FormattableString.Invariant($"{ranking.Words}, or {RecallAboveRule:0%} more found: a list of {found.Length} finds {found.Hits} of {found.CameTrue}, the rule's {found.RuleHits} ({more:+0%;-0%})"),
            WordsForEveryone = FormattableString.Invariant($"{ranking.Words}, or {RecallAboveRule:0%} more found: a list as long as the rule's finds {more:+0%;-0%}"),
        };
    }

    public static Gate Honest(double calibrationError) => new("honest chances", Known(calibrationError), MostCalibrationError, calibrationError <= MostCalibrationError + Hair,
        FormattableString.Invariant($"predicted and observed are {calibrationError:0.000} apart on average over ten groups, at most {MostCalibrationError:0.00} allowed"));

    /// <summary>Chances must be honest at every line between two levels that has students enough on both sides.</summary>
    public static Gate EveryLevel(LevelExam exam)
    {
        ArgumentNullException.ThrowIfNull(exam);
        var worst = exam.Worst;
        return new("every level", Known(worst?.CalibrationError ?? double.NaN), MostCalibrationError, worst is not null && worst.CalibrationError <= MostCalibrationError + Hair,
            worst is null ? "no line between two levels has students enough on both sides"
            : FormattableString.Invariant($"predicted and observed are at most {worst.CalibrationError:0.000} apart at any line between two levels (above “{worst.Level}” in {worst.Test}), at most {MostCalibrationError:0.00} allowed"));
    }

    /// <summary>No group of 50 and more may be clearly worse served: by how much its false alarms or misses exceed those of all other students, at the lower end of the 95% range.</summary>
    public static Gate Fair(IReadOnlyList<GroupComparison> groups)
    {
        var worst = groups.Where(g => g.IsJudged).SelectMany(g => new[] { (Group: g, Gap: g.FalseAlarmGap, What: "false alarms"), (Group: g, Gap: g.MissGap, What: "misses") }).Where(x => x.Gap is not null)
            .OrderByDescending(x => x.Gap!.Low).FirstOrDefault();
        if (worst.Gap is null)
            return new("alike for groups", null, MostGap, true, "no group is large enough to be judged: nothing is known of how it does for groups");
        var gate = new Gate("alike for groups", worst.Gap.Low, MostGap, worst.Gap.Low <= MostGap + Hair, "for no group of 50 and more are false alarms or misses certainly more than for everyone else");
        string More(string group) => FormattableString.Invariant($"{worst.What} are certainly {100 * worst.Gap.Low:0.0} points more for {group} than for everyone else; at most {100 * MostGap:0} allowed");
        return worst.Gap.Low <= 0 ? gate : gate with { Words = More($"{worst.Group.Column} {worst.Group.Value}"), WordsForEveryone = More("one group of students") };
    }

    /// <summary>No input may be the outcome in another form.</summary>
    public static Gate NoLeak(IReadOnlyList<InputAlone> inputs)
    {
        var nearest = inputs.MaxBy(i => i.Auc);
        return new(Leak, nearest?.Auc, LeakAuc, nearest is null || nearest.Auc < LeakAuc, nearest is null ? "no input was looked at"
            : FormattableString.Invariant($"the input that tells most by itself, {nearest.Input}, has an AUC of {nearest.Auc:0.000}; from {LeakAuc:0.00} on it would be the outcome in another form"));
    }

    /// <summary>Race, sex, disability, language and lunch status are no inputs.</summary>
    public static Gate WithoutProtected(IReadOnlyList<string> inputs)
    {
        string[] found = [.. inputs.Where(i => ProtectedWords.Any(w => i.Contains(w, StringComparison.OrdinalIgnoreCase)))];
        return new(Protected, found.Length, 0, found.Length == 0, found.Length == 0 ? "no input is one of them; how well inputs tell them anyway stands below" : "among the inputs are " + string.Join(", ", found));
    }

    static double? Known(double value) => double.IsFinite(value) ? value : null;
}
