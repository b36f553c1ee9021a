using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>Examines a model on a later year that it never saw, and writes its card.</summary>
/// <param name="model">The model.</param>
/// <param name="options">What it is run with.</param>
/// <param name="fitted">What it learned.</param>
/// <param name="learned">The years that it learned from, oldest first.</param>
/// <param name="tested">The later year.</param>
sealed class ModelExam(Model model, ModelRunOptions options, FittedModel fitted, IReadOnlyList<ModelCohort> learned, ModelCohort tested)
{
    const int FewestInTable = 10; // smaller groups are not told at all
    const int DaysOfUse = 35;
    const int RowsForImportance = 400; // explaining trees takes long, and a mean over more says the same
    static readonly int[] Lengths = [12, 25, 50, 100, 200, 400];
    static readonly string[] NeverInputs = ["race", "sex", "disability", "language", "lunch status"];
    static readonly string[] GroupKinds = ["race", "sex", "program"];

    readonly IReadOnlyList<StudentCase> _cases = tested.Labeled;
    readonly bool[] _cameTrue = [.. tested.Labeled.Select(s => s.CameTrue!.Value)];
    readonly float[][] _rows = [.. tested.Labeled.Select(fitted.Table.Encode)];

    /// <summary>The natural log-odds of the tested students.</summary>
    double[] LogOdds => field ??= [.. _rows.Select(fitted.LogOdds)];

    /// <summary>The chances of the tested students, in their order.</summary>
    public IReadOnlyList<double> Chances => field ??= [.. LogOdds.Select(l => Units.Probability.FromLogOdds(l).Value)];

    /// <summary>What happened to them.</summary>
    public IReadOnlyList<bool> CameTrue => _cameTrue;

    public ModelCard Card()
    {
        var (rule, ruleScores) = BestRule();
        var auc = Accuracy.Auc(LogOdds, _cameTrue);
        var ruleAuc = Accuracy.Auc(ruleScores, _cameTrue);
        var bins = Accuracy.CalibrationBins(Chances, _cameTrue);
        var error = Accuracy.CalibrationError(bins);
        double[] schools = [.. SchoolShares()];
        var lists = ListFound.Of([.. Lengths, _cameTrue.Count(t => t)], LogOdds, ruleScores, schools, _cameTrue);
        var memberships = Memberships();
        var groups = Groups(memberships);
        var (aucRange, gainRange) = Ranges(ruleScores);
        var levels = LevelExam.Of([.. learned.SelectMany(c => c.Known)], tested.Known, fitted.Chance);
        return new ModelCard
        {
            Model = model.Name,
            Title = model.Title,
            Question = model.Question,
            Outcome = model.Outcome,
            CameTrueWords = model.CameTrueWords,
            AsOf = options.AsOf,
            OneOf = options.OneOf,
            Expires = options.AsOf.AddDays(DaysOfUse),
            Cohorts = [.. learned.Select(c => c.OnCard("learned from")), tested.OnCard("tested")],
            Rows = _cases.Count,
            Positives = _cameTrue.Count(t => t),
            Auc = auc,
            AucRange = aucRange,
            RuleAuc = ruleAuc,
            GainRange = gainRange,
            Rule = rule,
            AveragePrecision = Accuracy.AveragePrecision(LogOdds, _cameTrue),
            Brier = Accuracy.Brier(Chances, _cameTrue),
            CalibrationError = error,
            CalibrationBins = bins,
            PrecisionAtK = Accuracy.PrecisionAtK(LogOdds, _cameTrue),
            RulePrecisionAtK = Accuracy.PrecisionAtK(ruleScores, _cameTrue),
            Lists = lists,
            Levels = levels,
            Groups = groups,
            Proxies = Proxies(memberships, groups),
            Inputs = [.. fitted.Importance([.. _rows.Where((_, i) => i % Math.Max(1, _rows.Length / RowsForImportance) == 0)])],
            NeverInputs = NeverInputs,
            Limits = model.Limits,
            CaseWord = model.CaseWord,
            Gates =
            [
                Gate.BetterThanRule(auc, ruleAuc, rule, lists.First(l => l.Length == _cameTrue.Count(t => t))),
                Gate.Honest(error),
                .. levels is null ? [] : new[] { Gate.EveryLevel(levels) },
                Gate.Fair(groups),
                Gate.NoLeak(InputAlone.Of(model.Inputs, fitted.Table, _rows, _cameTrue)),
                Gate.WithoutProtected([.. model.Inputs.Select(i => i.Name)]),
            ],
            LearnedBy = fitted.LearnedBy,
            Contest = fitted.Contest,
            Override = options.Override,
            Version = fitted.Version,
            Seed = options.Seed,
        };
    }

    /// <summary>What is told of an exam that was held early in the year.</summary>
    public EarlyExam Early(int schoolDay)
    {
        var (rule, ruleScores) = BestRule();
        var (auc, ruleAuc, positives) = (Accuracy.Auc(LogOdds, _cameTrue), Accuracy.Auc(ruleScores, _cameTrue), _cameTrue.Count(t => t));
        var list = ListFound.Of([positives], LogOdds, ruleScores, [.. SchoolShares()], _cameTrue)[0];
        var error = Accuracy.CalibrationError(Accuracy.CalibrationBins(Chances, _cameTrue));
        return new EarlyExam(schoolDay, tested.AsOf, _cases.Count, positives, auc, rule, ruleAuc, error, list, Gate.BetterThanRule(auc, ruleAuc, rule, list).Passed);
    }

    /// <summary>The rule that ranks best, with its number for each tested student.</summary>
    (string Name, double[] Scores) BestRule() => options.Rules
        .Select(r => (Name: r.Name, Scores: _cases.Select(s => FlagsOf(r, s.SoFar) + (0.999 * s.AbsenceShare)).ToArray())) // ties are broken by absence
        .Concat(model.Rules.Select(r => (r.Name, Scores: _cases.Select(r.Score).ToArray())))
        .MaxBy(r => Accuracy.Auc(r.Scores, _cameTrue));

    // Several models are tested on the same students' years, and a student may have many courses.
    static readonly ConditionalWeakTable<StudentYear, ConcurrentDictionary<FlagRule, int>> Raised = [];

    static int FlagsOf(FlagRule rule, StudentYear year) => Raised.GetValue(year, _ => new()).GetOrAdd(rule, r => r.Flags(year));

    (CardRange Auc, CardRange Gain) Ranges(double[] ruleScores)
    {
        int[] students = [.. _cases.Select(s => s.StudentKey)];
        var (byModel, byRule) = (Accuracy.AucOfDrawn(LogOdds, _cameTrue), Accuracy.AucOfDrawn(ruleScores, _cameTrue));
        var (auc, gain) = (Interval.Bootstrap(students, byModel, options.Seed), Interval.Bootstrap(students, times => byModel(times) - byRule(times), options.Seed));
        return (new CardRange(auc.Low, auc.High), new CardRange(gain.Low, gain.High));
    }

    /// <summary>For each tested student the share for whom it came true in earlier years in the same grade of the same school: all that one can aim by without looking at students.</summary>
    IEnumerable<double> SchoolShares()
    {
        var earlier = learned.SelectMany(c => c.Labeled).GroupBy(Place).ToDictionary(g => g.Key, g => g.Average(s => s.CameTrue == true ? 1.0 : 0));
        var overall = learned.SelectMany(c => c.Labeled).Average(s => s.CameTrue == true ? 1.0 : 0);
        return _cases.Select(s => earlier.GetValueOrDefault(Place(s), overall));

        static (int?, string?) Place(StudentCase s) => (s.SoFar.Placement.SchoolKey, s.SoFar.Placement.Grade);
    }

    Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> Memberships()
    {
        var groups = options.Now.Ask(StudentGroup.On(tested.AsOf), options.Stop).ToLookup(g => (g.StudentKey, g.Kind), g => g.Value);
        return GroupKinds.ToDictionary(kind => kind,
            IReadOnlyList<IReadOnlyList<string>> (kind) => [.. _cases.Select(s => (IReadOnlyList<string>)[.. groups[(s.StudentKey, kind)].Distinct(StringComparer.Ordinal)])], StringComparer.Ordinal);
    }

    IReadOnlyList<GroupComparison> Groups(Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> memberships) =>
        [.. GroupKinds.SelectMany(kind => GroupComparison.Of(kind, memberships[kind], Chances, _cameTrue, FewestInTable))];

    IReadOnlyList<ProxyTest> Proxies(Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> memberships, IReadOnlyList<GroupComparison> groups) =>
    [
        .. groups.Where(g => g.IsJudged).Select(g =>
        {
            bool[] belongs = [.. memberships[g.Column].Select(of => of.Contains(g.Value, StringComparer.Ordinal))];
            var nearest = InputAlone.Of(model.Inputs, fitted.Table, _rows, belongs).MaxBy(i => i.Auc);
            return nearest is null ? null : new ProxyTest(g.Column, g.Value, nearest.Input, nearest.Auc, Accuracy.Auc(LogOdds, belongs));
        }).OfType<ProxyTest>().OrderByDescending(p => p.Auc),
    ];
}
