using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>Learns, tests, gates and scores a model, always in that order.</summary>
public static class Trainer
{
    /// <summary>Beyond it learning takes long and learns the same.</summary>
    const int MostLearned = 12_000;

    /// <summary>After so many years without a student nothing earlier is looked for.</summary>
    const int YearsWithoutAny = 2;

    /// <summary>One night of a model of which everyone fits into memory.</summary>
    public static ModelRun Run(Model model, ModelRunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var trained = Train(model, options);
        return trained.Told(trained.Score(day => Known(options, day), options.Stop));
    }

    /// <summary>Learns from past years, tests on the last complete one, and says whether it may be shown; nobody is scored yet.</summary>
    public static TrainedModel Train(Model model, ModelRunOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (model.WhyNot(options.Now, options.Year, options.AsOf, options.Stop) is { } why)
            return new TrainedModel(model, null, $"Not asked yet: {why}");
        var day = model.DayOf(options.Now, options.Year, options.AsOf, options.Stop);
        var cohorts = Cohorts(model, options, year => day.AddYears(year.Ends - options.Year.Ends));
        var learned = LearnedFrom(model, cohorts);
        if (learned.Length == 0)
            return new TrainedModel(model, null, TooLittlePast(model, cohorts.Count) + Drawn(options.OneOf));

        StudentCase[] rows = Fewer([.. learned.SelectMany(c => c.Known)], options.Seed);
        options.Progress?.Report($"learning from {rows.Length} cases of {learned.Length} past years");
        var fitted = FittedModel.Learn(model, rows, options.AsOf, options.LastContest, options.Seed, options.Stop);
        var exam = new ModelExam(model, options, fitted, learned, cohorts[^1]);
        var card = exam.Card() with { Early = EarlyExams.Hold(model, options, fitted.Contest, cohorts[^1].Year.ToString()) };
        var failed = card.Gates.FirstOrDefault(g => !g.Passed);
        if (!card.IsPublished)
            return new TrainedModel(model, card, $"Not published: {failed!.Words}.{Drawn(options.OneOf)}");

        var scorer = new TrainedModel.Scorer(fitted, day, model.GatherBy(Known(options, day), options.Year, day, options.Stop), rows.Select(s => s.SoFar.Placement.Grade).ToHashSet(),
            TrainedModel.Scorer.SilentSchools(options, day), AlikeStudents.Among(exam.Chances, exam.CameTrue));
        return new TrainedModel(model, card with { Drift = InputDrift.Of(model.Inputs, rows, scorer.Gather(Known(options, day), options.Stop)) }, "", scorer);
    }

    /// <summary>What is told beside how a night ended where a part of the students was learned from.</summary>
    internal static string Drawn(int? oneOf) => ModelCard.DrawnWords(oneOf) is { } words ? " " + words : "";

    static string TooLittlePast(Model model, int found) => model.YearsUntilKnown == 1
        ? $"Not enough past: {model.Title} needs two complete school years with {ModelCohort.Asked}, and found {found}. Import earlier years."
        : $"Not enough past: how {model.Title} ends is known only after {model.YearsUntilKnown} school years, so it needs a class whose end was known before another began: "
            + $"{2 * model.YearsUntilKnown} complete school years with {ModelCohort.Asked}. {found} such classes were found. Import earlier years.";

    internal static IAsk Known(ModelRunOptions options, DateOnly day) => options.KnownOn?.Invoke(day) ?? options.Now;

    /// <summary>What is tested must lie after everything that was learned from had come to its end.</summary>
    internal static ModelCohort[] LearnedFrom(Model model, List<ModelCohort> cohorts) => [.. cohorts.Where(c => c.Year.Ends <= cohorts[^1].Year.Ends - model.YearsUntilKnown)];

    /// <summary>The past years that can be learned from or tested, oldest first, each on its day; a year without one is left out.</summary>
    internal static List<ModelCohort> Cohorts(Model model, ModelRunOptions options, Func<SchoolYear, DateOnly?> dayOf)
    {
        var cohorts = new List<ModelCohort>();
        var empty = 0;
        for (var back = model.YearsUntilKnown; back < options.PastYears + model.YearsUntilKnown + (model.YearsUntilKnown == 1 ? 0 : model.YearsUntilKnown) && empty < YearsWithoutAny; back++)
        {
            var year = new SchoolYear(options.Year.Ends - back);
            options.Progress?.Report($"gathering {year}");
            var cohort = dayOf(year) is { } asOf ? new ModelCohort(year, asOf, model.Gather(Known(options, asOf), options.Now, year, asOf, options.Stop)) : new ModelCohort(year, year.FirstDay, []);
            empty = cohort.Students.Count == 0 ? empty + 1 : 0;
            if (cohort.IsEnough)
                cohorts.Insert(0, cohort);
        }

        return cohorts;
    }

    /// <summary>All cases of students drawn until there are enough.</summary>
    internal static StudentCase[] Fewer(StudentCase[] cases, int seed)
    {
        if (cases.Length <= MostLearned)
            return cases;
        int[] order = [.. cases.Select(c => c.StudentKey).Distinct().Order()];
        new Random(seed).Shuffle(order);
        var of = cases.ToLookup(c => c.StudentKey);
        var (drawn, count) = (new HashSet<int>(), 0);
        foreach (var student in order)
        {
            drawn.Add(student);
            if ((count += of[student].Count()) >= MostLearned)
                break;
        }

        return [.. cases.Where(c => drawn.Contains(c.StudentKey))];
    }
}
