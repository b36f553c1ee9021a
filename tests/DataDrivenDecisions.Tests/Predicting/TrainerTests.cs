using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Units;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>What must hold before anyone sees a chance: the gates, and reasons that add up.</summary>
[Parallelizable]
public sealed class TrainerTests
{
    static ModelRun Run(InventedCohorts model, int seed = 1) => Trainer.Run(model, new()
    {
        Now = model, Year = new SchoolYear(2026), AsOf = new DateOnly(2026, 3, 12), Rules = AbcFlags.Rules, Seed = seed,
    });

    [Test]
    public void A_model_with_something_to_find_is_tested_on_the_last_past_year_and_published()
    {
        var run = Run(new());
        Assert.That(run.IsPublished, run.Message);
        Assert.That(run.Chances, Has.Count.EqualTo(700));
        Assert.That(run.Card!.Cohorts.Select(c => (c.Year, c.Use)), Is.EqualTo(((string, string)[])
            [("2022-23", "learned from"), ("2023-24", "learned from"), ("2024-25", "tested")]));
        Assert.That(run.Card.Cohorts.Select(c => c.AsOf), Is.EqualTo((DateOnly[])[new(2023, 3, 12), new(2024, 3, 12), new(2025, 3, 12)]));
        Assert.That(run.Card.Auc, Is.GreaterThanOrEqualTo(run.Card.RuleAuc + 0.03));
        Assert.That(run.Card.CalibrationError, Is.LessThanOrEqualTo(0.05));
    }

    [Test]
    public void Outcomes_dealt_out_at_random_publish_nothing()
    {
        var run = Run(new(isShuffled: true));
        Assert.That(run.IsPublished, Is.False);
        Assert.That(run.Chances, Is.Empty);
        Assert.That(run.Card!.Gates.Single(g => g.Name == "better than the rule").Passed, Is.False);
        Assert.That(run.Message, Does.StartWith("Not published: AUC"));
    }

    [Test]
    public void Without_signal_nothing_is_published()
    {
        var run = Run(new(hasSignal: false));
        Assert.That((run.IsPublished, run.Chances.Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public void Too_little_past_is_said_in_words_and_publishes_nothing()
    {
        var run = Run(new(students: 60));
        Assert.That(run.Card, Is.Null);
        Assert.That(run.Message, Does.Contain("Import earlier years"));
    }

    [Test]
    public void The_reasons_of_every_student_add_up_to_the_log_odds_of_the_published_probability()
    {
        foreach (var chance in Run(new()).Chances)
        {
            Assert.That(chance.Reasons.Sum(r => r.Contribution), Is.EqualTo(chance.LogOdds).Within(1e-9));
            Assert.That(chance.Reasons.Sum(r => r.Contribution), Is.EqualTo(chance.Probability.LogOdds).Within(1e-6));
            Assert.That(chance.Reasons[^1].Kind, Is.EqualTo("start"));
            Assert.That(chance.Reasons.Select(r => r.Text), Is.All.Not.Empty);
        }
    }

    [Test]
    public void The_same_seed_gives_the_same_model_bit_for_bit()
    {
        ModelRun first = Run(new()), second = Run(new());
        Assert.That(second.Card!.Version, Is.EqualTo(first.Card!.Version));
        Assert.That(second.Card.ToJson(), Is.EqualTo(first.Card.ToJson()));
        Assert.That(second.Chances.Select(c => (c.LogOdds, c.ReasonsJson)), Is.EqualTo(first.Chances.Select(c => (c.LogOdds, c.ReasonsJson))));
    }

    [Test]
    public void A_card_survives_being_kept_as_json()
    {
        var card = Run(new()).Card!;
        Assert.That(ModelCard.FromJson(card.ToJson())!.ToJson(), Is.EqualTo(card.ToJson()));
        Assert.That(card.CalibrationCurve.Sum(b => b.Students.Students), Is.EqualTo(card.Rows));
    }

    [Test]
    public void Every_model_in_the_folder_is_in_the_list() =>
        Assert.That(Model.All.Select(m => m.GetType()), Is.EquivalentTo(typeof(Model).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && typeof(Model).IsAssignableFrom(t))));
}
