using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Tests.Warehouse;
using DataDrivenDecisions.Units;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>The model on a small Maple Valley, from the files through the real import and warehouse.</summary>
[Parallelizable]
public sealed class SampleDistrictModelTests
{
    static ModelRun Run(bool signal) => Asked(signal, store => Trainer.Run(new RestOfYearTrouble(), new ModelRunOptions
    {
        Now = store.Leader, Year = SchoolYear.Of(MapleValley.Day), AsOf = MapleValley.PreviousDay, Rules = AbcFlags.Rules,
    }));

    static readonly Lazy<TemporaryWarehouse> WithSignal = new(() => Load(signal: true));

    [OneTimeTearDown]
    public void Forget()
    {
        if (WithSignal.IsValueCreated)
            WithSignal.Value.Dispose();
    }

    static T Asked<T>(bool signal, Func<TemporaryWarehouse, T> ask)
    {
        if (signal)
            return ask(WithSignal.Value);
        using var store = Load(signal: false);
        return ask(store);
    }

    static TemporaryWarehouse Load(bool signal)
    {
        var folder = Directory.CreateTempSubdirectory("maple-valley-model-").FullName;
        try
        {
            MapleValley.Write(folder, new SampleOptions { Students = 500, Signal = signal });
            var store = new TemporaryWarehouse();
            new Importer(store.Store, null, store.Clock).Import([.. MapleValley.HistoryZips.Select(z => Path.Combine(folder, z))], new ImportOptions { By = "test" });
            return store;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void With_signal_the_chances_are_far_better_than_tossing_a_coin()
    {
        var card = Run(signal: true).Card!;
        TestContext.Out.WriteLine($"AUC {card.Auc:0.000}, rule {card.RuleAuc:0.000}, calibration error {card.CalibrationError:0.000}");
        Assert.That(card.Auc, Is.InRange(0.75, 0.95));
        Assert.That(card.Cohorts.Select(c => c.Year), Is.EqualTo((string[])["2022-23", "2023-24", "2024-25"]));
    }

    [Test]
    public void Chronic_absence_is_examined_after_20_40_and_60_school_days_of_past_years_and_kept_until_the_next_contest() => Asked(signal: true, store =>
    {
        var options = new ModelRunOptions { Now = new RememberedAnswers(store.Leader), Year = SchoolYear.Of(MapleValley.Day), AsOf = MapleValley.PreviousDay, Rules = AbcFlags.Rules };
        var card = Trainer.Run(new ChronicAbsenceThisYear(), options).Card!;
        var exams = card.Early!.Exams;
        foreach (var exam in exams)
            TestContext.Out.WriteLine($"{exam.SchoolDay} days, {exam.AsOf:O}: AUC {exam.Auc:0.000}, {exam.Rule} {exam.RuleAuc:0.000}, error {exam.CalibrationError:0.000}, {exam.List.Hits} of {exam.Positives}");
        Assert.That(exams.Select(e => e.SchoolDay), Is.EqualTo((int[])[20, 40, 60]));
        Assert.That(card.Early.Tested, Is.EqualTo("2024-25"));
        // The days of the tested year that its schools had behind them by then, counted another way.
        foreach (var exam in exams)
            Assert.That(store.Leader.Ask(StudentAttendance.Between(new SchoolYear(2025).FirstDay, exam.AsOf)).Max(a => a.DaysEnrolled), Is.EqualTo(exam.SchoolDay));
        Assert.That(exams.Select(e => e.Auc), Is.All.InRange(0.7, 1));
        Assert.That(exams[^1].Auc, Is.LessThan(card.Auc), "who asks early knows less");
        Assert.That(exams.Select(e => e.Positives), Is.All.InRange(25, card.Positives + 25));

        var kept = card.Early with { Exams = [] };
        Assert.That(EarlyExams.Hold(new ChronicAbsenceThisYear(), options with { LastEarly = kept }, card.Contest! with { HeldOn = options.AsOf.AddDays(-1) }, "2024-25"), Is.SameAs(kept), "past years have not changed");
        Assert.That(EarlyExams.Hold(new RestOfYearTrouble(), options, card.Contest!, "2024-25"), Is.Null);
        return true;
    });

    [Test]
    public void A_district_without_signal_publishes_nothing()
    {
        var run = Run(signal: false);
        TestContext.Out.WriteLine(run.Message);
        Assert.That((run.IsPublished, run.Chances.Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public void The_reasons_of_every_sample_student_and_model_add_up_to_the_chance_and_changes_only_lower_it() => Asked(signal: true, store =>
    {
        var (now, year, day) = (new RememberedAnswers(store.Leader), SchoolYear.Of(MapleValley.Day), MapleValley.PreviousDay);
        var (explained, told) = (new List<string>(), new HashSet<string>());
        foreach (var model in Model.All)
        {
            StudentCase[] past = [.. Enumerable.Range(1, 2).SelectMany(back => model.Gather(now, now, new SchoolYear(year.Ends - back), day.AddYears(-back))).Where(s => s.CameTrue is not null)];
            if (Math.Min(past.Count(s => s.CameTrue == true), past.Count(s => s.CameTrue == false)) < 20)
                continue; // a small district has too few ninth graders off track, and four years tell nothing of graduation
            var fitted = FittedModel.Learn(model, past, day, null, 1, default);
            TestContext.Out.WriteLine($"{model.Name}: {past.Length} cases, {fitted.LearnedBy}");
            foreach (var student in model.Gather(now, null, year, day))
            {
                var chance = fitted.Explain(student);
                Assert.That(chance.Reasons.Sum(r => r.Contribution), Is.EqualTo(fitted.LogOdds(fitted.Table.Encode(student))).Within(1e-6), model.Name);
                Assert.That(chance.Reasons.Sum(r => r.Contribution), Is.EqualTo(chance.Probability.LogOdds).Within(1e-6), model.Name);
                Assert.That(chance.Changes.Select(c => c.Then.Value), Is.All.LessThan(chance.Probability.Value), model.Name);
                foreach (var reason in chance.Reasons)
                    Assert.That(string.IsNullOrEmpty(reason.ChangedBy), Is.EqualTo(reason is not { Kind: "reason", Contribution: > 0 }), $"{model.Name}: what raises the chance and can change says what would change it");
                told.UnionWith(chance.Reasons.Where(r => r.ChangedBy is not null && chance.Changes.Any(c => c.Words == r.ChangedBy)).Select(r => r.ChangedBy!));
            }

            explained.Add(model.Name);
        }

        Assert.That(told, Has.Some.EqualTo("with every day attended on time for four weeks").And.Some.EndsWith("ten points higher, 75 at most"), "the model's own changes stand beside the reasons that follow them");
        Assert.That(explained, Has.Count.GreaterThanOrEqualTo(3).And.Contains(new RestOfYearTrouble().Name));
        return true;
    });
}
