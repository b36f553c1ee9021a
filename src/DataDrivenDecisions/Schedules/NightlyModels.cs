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
    public static IReadOnlyList<ModelNight> Run(District district, SchoolYear year, DateOnly asOf, StageClock stages, CancellationToken stop) =>
        [.. Model.All.Select(model => Night(district, model, year, asOf, stages, stop))];

    static ModelNight Night(District district, Model model, SchoolYear year, DateOnly asOf, StageClock stages, CancellationToken stop)
    {
        var run = stages.Time($"Training and testing: {model.Title}", () => Trainer.Run(model, new ModelRunOptions
        {
            Now = district.Warehouse.As(Viewer.Nightly("analysis")),
            KnownOn = day => KnownOn(district, day),
            Year = year,
            AsOf = asOf,
            Rules = AbcFlags.Rules,
            Progress = stages.Progress,
            Stop = stop,
        }));
        if (run.Card is { } card)
            district.Records.Models.Save(district.Slug, model.Name, asOf, run.IsPublished, card.ToJson());
        return new ModelNight(Report(model, run), [.. run.Chances.Select(c => Row(c, model, year, run.Card!.Version))]);
    }

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
        Model = model.Name, Scored = run.Chances.Count, Auc = run.Card?.Auc, RuleAuc = run.Card?.RuleAuc, CalibrationError = run.Card?.CalibrationError,
        Published = run.IsPublished, Reason = run.Message,
    };

    static RiskRow Row(StudentChance chance, Model model, SchoolYear year, string version) => new()
    {
        StudentKey = chance.StudentKey, SchoolKey = chance.SchoolKey, Year = year, Model = model.Name,
        Probability = chance.Probability, ReasonsJson = chance.ReasonsJson, ModelVersion = version,
    };
}
