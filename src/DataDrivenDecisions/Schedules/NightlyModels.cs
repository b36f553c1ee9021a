using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>One model's night: what is told of it, and what it says of the students where it passed its gates.</summary>
sealed record ModelNight(ModelReport Report, IReadOnlyList<RiskRow> Risks);

/// <summary>Trains, tests and gates every model, keeps its card, and gives what may be published.</summary>
static class NightlyModels
{
    public static IReadOnlyList<ModelNight> Run(District district, SchoolYear year, DateOnly asOf, StageClock stages, CancellationToken stop)
    {
        // Models look at the same years on the same days: one memory for each state of the warehouse serves them all.
        var answers = new Dictionary<long, RememberedAnswers>();
        RememberedAnswers Remembered(Reader reader) => answers.TryGetValue(reader.AsOfLoad, out var known) ? known : answers[reader.AsOfLoad] = new RememberedAnswers(reader);
        var now = Remembered(district.Warehouse.As(Viewer.Nightly("analysis")));
        return [.. Model.All.Select(model => (Model: model, Last: LastCard(district, model, asOf))).Select(m => Night(district, m.Model, new ModelRunOptions
        {
            Now = now,
            KnownOn = day => Remembered(KnownOn(district, day)),
            Year = year,
            AsOf = asOf,
            Rules = AbcFlags.Rules,
            LastContest = m.Last?.Contest,
            LastEarly = m.Last?.Early,
            Override = ModelDecision.On(district, m.Model.Name, asOf),
            Progress = stages.Progress,
            Stop = stop,
        }, stages))];
    }

    static ModelNight Night(District district, Model model, ModelRunOptions options, StageClock stages)
    {
        var run = stages.Time($"Training and testing: {model.Title}", () => Trainer.Run(model, options));
        var card = run.Card ?? ModelCard.Refused(model, options.AsOf, run.Message);
        district.Records.Models.Save(district.Slug, model.Name, options.AsOf, run.IsPublished, (card with { Message = run.Message }).ToJson());
        return new ModelNight(Report(model, run), [.. run.Chances.Select(c => Row(c, model, options.Year, card.Version))]);
    }

    // A night that is done again must not follow its own choice: only earlier ones count.
    static ModelCard? LastCard(District district, Model model, DateOnly asOf) =>
        district.Records.Models.List(district.Slug).FirstOrDefault(c => c.Model == model.Name && c.AsOf < asOf) is { } kept ? ModelCard.FromJson(kept.Card) : null;

    /// <summary>
    /// The warehouse as it stood at the end of a day, so that rows that were loaded later are not used; where it was not yet fed that year
    /// (its history came later), as it stands now, by event and posting dates.
    /// </summary>
    static Reader KnownOn(District district, DateOnly day)
    {
        var viewer = Viewer.Nightly("analysis");
        var now = district.Warehouse.As(viewer);
        if (now.Ask(NewestLoad.By(day))[0].Load is not { } load || load >= now.AsOfLoad)
            return now;
        var then = district.Warehouse.As(viewer, load);
        var rows = RowsKnown.On(SchoolYear.Of(day), day);
        return then.Ask(rows)[0].IsNearlyAll(now.Ask(rows)[0]) ? then : now;
    }

    static ModelReport Report(Model model, ModelRun run) => new()
    {
        Model = model.Name, Scored = run.Chances.Select(c => c.StudentKey).Distinct().Count(), Auc = run.Card?.Auc, RuleAuc = run.Card?.RuleAuc, CalibrationError = run.Card?.CalibrationError,
        Published = run.IsPublished, Reason = run.Message,
    };

    static RiskRow Row(StudentChance chance, Model model, SchoolYear year, string version) => new()
    {
        StudentKey = chance.StudentKey, SchoolKey = chance.SchoolKey, SectionKey = chance.SectionKey, Year = year, Model = model.Name,
        Probability = chance.Probability, ReasonsJson = chance.ReasonsJson, ModelVersion = version,
        AlikeCount = chance.Alike?.Count, AlikeTrueCount = chance.Alike?.CameTrue,
    };
}
