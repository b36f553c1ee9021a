using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>Learns, tests, gates and scores a model, always in that order.</summary>
public static class Trainer
{
    const int FewestRows = 200, FewestOfEach = 25, FewestInGroup = 50;

    static readonly string[] NeverInputs = ["race", "sex", "disability", "language", "lunch status"];

    public static ModelRun Run(Model model, ModelRunOptions options)
    {
        var cohorts = Cohorts(model, options);
        if (cohorts.Count < 2)
            return new ModelRun { Message = $"Not enough past: {model.Title} needs two complete school years with at least {FewestRows} students and {FewestOfEach} of each outcome, and found {cohorts.Count}. Import earlier years." };

        var later = cohorts[^1];
        StudentCase[] learned = [.. cohorts.SkipLast(1).SelectMany(c => c.Labeled)];
        options.Progress?.Report($"learning from {learned.Length} students of {cohorts.Count - 1} past years");
        var fitted = FittedModel.Learn(model, learned, options.Seed);
        var card = Card(model, options, fitted, cohorts, later.Labeled);
        var failed = card.Gates.FirstOrDefault(g => !g.Passed);
        if (failed is not null)
            return new ModelRun { Card = card, Message = $"Not published: {failed.Words}." };

        options.Progress?.Report("scoring this year's students");
        var students = model.Gather(Known(options, options.AsOf), null, options.Year, options.AsOf, options.Stop);
        return new ModelRun { Card = card, Chances = [.. students.Select(fitted.Explain)], Message = $"Published: {students.Count} students scored." };
    }

    static IAsk Known(ModelRunOptions options, DateOnly day) => options.KnownOn?.Invoke(day) ?? options.Now;

    /// <summary>The past years that can be learned from or tested, oldest first, each on the same day of its year.</summary>
    static List<Cohort> Cohorts(Model model, ModelRunOptions options)
    {
        var cohorts = new List<Cohort>();
        for (var back = 1; back <= options.PastYears; back++)
        {
            var year = new SchoolYear(options.Year.Ends - back);
            var asOf = options.AsOf.AddYears(-back);
            options.Progress?.Report($"gathering {year}");
            var cohort = new Cohort(year, asOf, model.Gather(Known(options, asOf), options.Now, year, asOf, options.Stop));
            if (cohort.Labeled.Count >= FewestRows && cohort.Positives >= FewestOfEach && cohort.Labeled.Count - cohort.Positives >= FewestOfEach)
                cohorts.Insert(0, cohort);
        }

        return cohorts;
    }

    static ModelCard Card(Model model, ModelRunOptions options, FittedModel fitted, List<Cohort> cohorts, IReadOnlyList<StudentCase> tested)
    {
        bool[] cameTrue = [.. tested.Select(s => s.CameTrue!.Value)];
        StudentChance[] explained = [.. tested.Select(fitted.Explain)];
        double[] chances = [.. explained.Select(c => c.Probability.Value)];
        double[] logOdds = [.. explained.Select(c => c.LogOdds)];
        var (rule, ruleScores) = options.Rules
            .Select(r => (Rule: r.Name, Scores: tested.Select(s => r.Flags(s.SoFar) + (0.999 * s.AbsenceShare)).ToArray())) // ties are broken by absence
            .Append((Rule: "absence so far", Scores: [.. tested.Select(s => s.AbsenceShare)]))
            .MaxBy(r => Accuracy.Auc(r.Scores, cameTrue));
        var auc = Accuracy.Auc(logOdds, cameTrue);
        var ruleAuc = Accuracy.Auc(ruleScores, cameTrue);
        var bins = Accuracy.CalibrationBins(chances, cameTrue);
        var error = Accuracy.CalibrationError(bins);
        return new ModelCard
        {
            Model = model.Name,
            Title = model.Title,
            Question = model.Question,
            Outcome = model.Outcome,
            AsOf = options.AsOf,
            Cohorts = [.. cohorts.Select((c, i) => c.OnCard(i < cohorts.Count - 1 ? "learned from" : "tested"))],
            Rows = tested.Count,
            Positives = cameTrue.Count(t => t),
            Auc = auc,
            RuleAuc = ruleAuc,
            Rule = rule,
            AveragePrecision = Accuracy.AveragePrecision(logOdds, cameTrue),
            Brier = Accuracy.Brier(chances, cameTrue),
            CalibrationError = error,
            CalibrationBins = bins,
            PrecisionAtK = Accuracy.PrecisionAtK(logOdds, cameTrue),
            RulePrecisionAtK = Accuracy.PrecisionAtK(ruleScores, cameTrue),
            Groups = Groups(options, tested, cohorts[^1].AsOf, chances, cameTrue),
            Inputs = [.. fitted.Importance(tested)],
            NeverInputs = NeverInputs,
            Limits = model.Limits,
            Gates = [Gate.BetterThanRule(auc, ruleAuc, rule), Gate.Honest(error)],
            Version = fitted.Version,
            Seed = options.Seed,
        };
    }

    static IReadOnlyList<GroupComparison> Groups(ModelRunOptions options, IReadOnlyList<StudentCase> tested, DateOnly day, double[] chances, bool[] cameTrue)
    {
        var groups = options.Now.Ask(StudentGroup.On(day), options.Stop).ToLookup(g => (g.StudentKey, g.Kind), g => g.Value);
        return [.. ((string[])["race", "sex", "program"]).SelectMany(kind => GroupComparison.Of(kind,
            [.. tested.Select(s => (IReadOnlyList<string>)[.. groups[(s.StudentKey, kind)].Distinct(StringComparer.Ordinal)])], chances, cameTrue, FewestInGroup))];
    }

    sealed record Cohort(SchoolYear Year, DateOnly AsOf, IReadOnlyList<StudentCase> Students)
    {
        public IReadOnlyList<StudentCase> Labeled { get; } = [.. Students.Where(s => s.CameTrue is not null)];
        public int Positives => Labeled.Count(s => s.CameTrue == true);
        public CardCohort OnCard(string use) => new(Year.ToString(), AsOf, use, Labeled.Count, Positives, Students.Count - Labeled.Count);
    }
}
