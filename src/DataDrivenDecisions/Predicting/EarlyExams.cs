using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>What a model finds when it is asked early in the year: learned from past years as they stood after so many school days, and tested on a later one as it stood then.</summary>
/// <param name="SchoolDay">After so many school days.</param>
/// <param name="AsOf">The day of the tested year.</param>
/// <param name="Rows">Students of the tested year with a known outcome.</param>
/// <param name="Positives">For how many it came true.</param>
/// <param name="Auc">How well it ranks.</param>
/// <param name="Rule">The best rule then.</param>
/// <param name="RuleAuc">How well that ranks.</param>
/// <param name="CalibrationError">How far predicted and observed are apart.</param>
/// <param name="List">What a list as long as it came true for would have found.</param>
/// <param name="IsBetter">True where it passes the gate against the rule.</param>
public sealed record EarlyExam(int SchoolDay, DateOnly AsOf, int Rows, int Positives, double Auc, string Rule, double RuleAuc, double CalibrationError, ListFound List, bool IsBetter);

/// <summary>The exams of a model after several numbers of school days, side by side. They look at past years alone, so they are held when a contest of learners is, and kept from night to night in between.</summary>
/// <param name="Tested">The year they were tested on.</param>
/// <param name="Exams">One for each number of days for which past years were enough.</param>
public sealed record EarlyExams(string Tested, IReadOnlyList<EarlyExam> Exams)
{
    /// <summary>Holds the exams, or keeps those of an earlier night.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">What it is run with.</param>
    /// <param name="contest">The contest that chose the learner of the night; the same learner is asked early.</param>
    /// <param name="tested">The year that the night's exam is held on.</param>
    /// <returns>Null for a model that is not asked early.</returns>
    internal static EarlyExams? Hold(Model model, ModelRunOptions options, LearnerContest contest, string tested) =>
        model.EarlyDays.Count == 0 ? null
        : options.LastEarly is { } kept && kept.Tested == tested && contest.HeldOn < options.AsOf ? kept
        : new EarlyExams(tested, [.. model.EarlyDays.Select(day => Exam(model, Afresh(options), contest, tested, day)).OfType<EarlyExam>()]);

    /// <summary>What is known on these days serves no other model of the night: it is forgotten with the exam, so that a large district's night needs no more memory for it.</summary>
    static ModelRunOptions Afresh(ModelRunOptions options) => options with { KnownOn = day => Trainer.Known(options, day) is var known && known is RememberedAnswers answers ? answers.Afresh() : known };

    static EarlyExam? Exam(Model model, ModelRunOptions options, LearnerContest contest, string tested, int schoolDay)
    {
        var cohorts = Trainer.Cohorts(model, options, year => options.Now.Ask(InstructionalDay.Nth(year, schoolDay), options.Stop) is [{ Day: var day }] ? day : null);
        var learned = Trainer.LearnedFrom(model, cohorts);
        if (learned.Length == 0 || cohorts[^1].Year.ToString() != tested)
            return null;
        options.Progress?.Report($"examining after {schoolDay} school days");
        var fitted = FittedModel.Learn(model, Trainer.Fewer([.. learned.SelectMany(c => c.Known)], options.Seed), options.AsOf, contest, options.Seed, options.Stop);
        return new ModelExam(model, options, fitted, learned, cohorts[^1]).Early(schoolDay);
    }
}
