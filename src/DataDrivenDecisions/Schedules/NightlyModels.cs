using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>What the models of a night came to.</summary>
/// <param name="Reports">What is told of each.</param>
/// <param name="Students">Students with at least one estimate, each counted once.</param>
sealed record ModelsNight(IReadOnlyList<ModelReport> Reports, int Students);

/// <summary>How much of a large district models hold in memory.</summary>
/// <param name="MostLearnedFrom">Where more students are enrolled, models learn from one of so many that no more than these are left.</param>
/// <param name="ScoredAtATime">So many of the warehouse's keys of students are scored at a time where a part is learned from.</param>
sealed record ModelSize(int MostLearnedFrom = 16_000, int ScoredAtATime = 10_000)
{
    /// <summary>Of how many students one is learned from, where so many are enrolled.</summary>
    public int OneOf(long enrolled) => (int)Math.Max(1, (enrolled + MostLearnedFrom - 1) / MostLearnedFrom);
}

/// <summary>
/// Trains, tests and gates every model, lays aside what may be published, and keeps its card. In a large district models learn from and are tested on a drawn part of the students, and this year's are scored some at a
/// time: so a night of ten million students needs no more memory than one of fifty thousand.
/// </summary>
static class NightlyModels
{
    /// <summary>Runs all models.</summary>
    /// <param name="district">Whose students.</param>
    /// <param name="draft">Gets the estimates of published models.</param>
    /// <param name="year">The school year.</param>
    /// <param name="asOf">The night.</param>
    /// <param name="stages">Told how far it is.</param>
    /// <param name="size">How much is held in memory; null for the usual.</param>
    /// <param name="stop">Ends it early; no card is kept then.</param>
    public static ModelsNight Run(District district, NightDraft draft, SchoolYear year, DateOnly asOf, StageClock stages, ModelSize? size = null, CancellationToken stop = default)
    {
        size ??= new ModelSize();
        var reader = district.Warehouse.As(Viewer.Nightly("analysis"));
        var oneOf = size.OneOf(reader.Ask(StudentsEnrolled.On(year, asOf), stop)[0].Students);
        var (trained, answers) = Train(district, oneOf, year, asOf, stages, stop);
        var parts = oneOf == 1 ? [answers] : reader.Ask(StudentKeys.Ends, stop)[0].Stretches(size.ScoredAtATime).Select(keys => answers.For(StudentPart.Keys(keys.First, keys.Last)));
        var (scored, students) = stages.Time("Scoring this year's students", () => Score(trained, parts, draft, year, asOf, stages, stop));
        return new ModelsNight([.. trained.Zip(scored, (model, all) => Told(district, model, all, asOf))], students);
    }

    // Where everyone was learned from, everyone has been gathered already, and those answers serve the scoring too; else the past is forgotten before the present is gone through.
    static (TrainedModel[] Trained, ModelAnswers Answers) Train(District district, int oneOf, SchoolYear year, DateOnly asOf, StageClock stages, CancellationToken stop)
    {
        var drawn = new ModelAnswers(district.Warehouse, StudentPart.OneOf(oneOf));
        TrainedModel[] trained = [.. Model.All.Select(model => Train(district, model, drawn, oneOf, year, asOf, stages, stop))];
        return (trained, oneOf == 1 ? drawn : drawn.For(StudentPart.All));
    }

    static TrainedModel Train(District district, Model model, ModelAnswers answers, int oneOf, SchoolYear year, DateOnly asOf, StageClock stages, CancellationToken stop)
    {
        var (last, drawn) = (LastCard(district, model, asOf), oneOf == 1 ? (int?)null : oneOf);
        return stages.Time($"Training and testing: {model.Title}", () => Trainer.Train(model, new ModelRunOptions
        {
            Now = answers.Now,
            KnownOn = answers.KnownOn,
            Year = year,
            AsOf = asOf,
            Rules = AbcFlags.Rules,
            LastContest = last?.Contest,
            LastEarly = last?.OneOf == drawn ? last?.Early : null,
            Override = ModelDecision.On(district, model.Name, asOf),
            OneOf = drawn,
            Progress = stages.Progress,
            Stop = stop,
        }));
    }

    /// <summary>Scores part after part and lays the estimates aside.</summary>
    /// <returns>The counts of each model, and of how many students there is any estimate.</returns>
    static (ScoredStudents[] Models, int Students) Score(TrainedModel[] trained, IEnumerable<ModelAnswers> parts, NightDraft draft, SchoolYear year, DateOnly asOf, StageClock stages, CancellationToken stop)
    {
        var (all, students) = (trained.Select(_ => ScoredStudents.None).ToArray(), 0);
        draft.Add(asOf, Array.Empty<RiskRow>()); // a night on which no model is shown takes back what was published before
        if (!trained.Any(m => m.IsPublished))
            return (all, 0);
        foreach (var part in SideBySide.Do(parts, answers => trained.Select(m => Rows(m, m.Score(answers.KnownOn, stop), year)).ToList()))
        {
            stop.ThrowIfCancellationRequested();
            draft.Add(asOf, part.SelectMany(m => m.Rows));
            all = [.. all.Zip(part, (sum, more) => sum.CountedWith(more.Scored))];
            students += part.SelectMany(m => m.Rows).Select(r => r.StudentKey).Distinct().Count();
            stages.Progress?.Report(FormattableString.Invariant($"{students:N0} students scored"));
        }

        return (all, students);
    }

    static (List<RiskRow> Rows, ScoredStudents Scored) Rows(TrainedModel model, ScoredStudents scored, SchoolYear year) =>
        ([.. scored.Chances.Select(c => Row(c, model.Model, year, model.Card!.Version))], scored with { Chances = [] });

    static ModelReport Told(District district, TrainedModel model, ScoredStudents scored, DateOnly asOf)
    {
        var run = model.Told(scored);
        var card = run.Card ?? ModelCard.Refused(model.Model, asOf, run.Message);
        district.Records.Models.Save(district.Slug, model.Model.Name, asOf, run.IsPublished, (card with { Message = run.Message }).ToJson());
        return new ModelReport
        {
            Model = model.Model.Name, Scored = scored.Students, Auc = run.Card?.Auc, RuleAuc = run.Card?.RuleAuc, CalibrationError = run.Card?.CalibrationError,
            Published = run.IsPublished, Reason = run.Message,
        };
    }

    // A night that is done again must not follow its own choice: only earlier ones count.
    static ModelCard? LastCard(District district, Model model, DateOnly asOf) =>
        district.Records.Models.List(district.Slug).FirstOrDefault(c => c.Model == model.Name && c.AsOf < asOf) is { } kept ? ModelCard.FromJson(kept.Card) : null;

    static RiskRow Row(StudentChance chance, Model model, SchoolYear year, string version) => new()
    {
        StudentKey = chance.StudentKey, SchoolKey = chance.SchoolKey, SectionKey = chance.SectionKey, Year = year, Model = model.Name,
        Probability = chance.Probability, ReasonsJson = chance.ReasonsJson, ModelVersion = version,
        AlikeCount = chance.Alike?.Count, AlikeTrueCount = chance.Alike?.CameTrue,
    };
}
