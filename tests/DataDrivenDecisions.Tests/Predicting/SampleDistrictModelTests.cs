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
    static ModelRun Run(bool signal)
    {
        var folder = Directory.CreateTempSubdirectory("maple-valley-model-").FullName;
        try
        {
            MapleValley.Write(folder, new SampleOptions { Students = 500, Signal = signal });
            using var store = new TemporaryWarehouse();
            new Importer(store.Store, null, store.Clock).Import([.. MapleValley.HistoryZips.Select(z => Path.Combine(folder, z))], new ImportOptions { By = "test" });
            return Trainer.Run(new RestOfYearTrouble(), new ModelRunOptions
            {
                Now = store.Leader, Year = SchoolYear.Of(MapleValley.Day), AsOf = MapleValley.PreviousDay, Rules = AbcFlags.Rules,
            });
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
    public void A_district_without_signal_publishes_nothing()
    {
        var run = Run(signal: false);
        TestContext.Out.WriteLine(run.Message);
        Assert.That((run.IsPublished, run.Chances.Count), Is.EqualTo((false, 0)));
    }
}
