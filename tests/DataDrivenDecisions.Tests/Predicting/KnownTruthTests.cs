using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Units;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>Districts that were made up, so that what is true of them is known: a model must find it, and the gates must stop what is wrong with it.</summary>
[Parallelizable]
public sealed class KnownTruthTests
{
    static readonly SchoolYear Year = new(2026);
    static readonly DateOnly Day = new(2026, 3, 12);

    static ModelRun Run(InventedCohorts district, CardOverride? decision = null) =>
        Trainer.Run(district, new ModelRunOptions { Now = district, Year = Year, AsOf = Day, Rules = AbcFlags.Rules, Override = decision });

    [Test]
    public void Chances_of_this_year_come_true_with_a_slope_of_nearly_one()
    {
        var district = new InventedCohorts(students: 4000);
        var run = Run(district);
        Assert.That(run.IsPublished, run.Message);
        var truth = district.Gather(district, district, Year, Day).ToDictionary(s => s.StudentKey, s => s.CameTrue!.Value);
        var line = Calibration.Fit([.. run.Chances.Select(c => c.LogOdds)], [.. run.Chances.Select(c => truth[c.StudentKey])]);
        TestContext.Out.WriteLine($"slope {line.Slope:0.000}, offset {line.Offset:0.000}, {run.Card!.LearnedBy}");
        Assert.That(line.Slope, Is.InRange(0.9, 1.1));
        // Of those alike, about as many had trouble as this year's chances say.
        Assert.That(run.Chances.Average(c => (double)c.Alike!.CameTrue / c.Alike.Count), Is.EqualTo(run.Chances.Average(c => c.Probability.Value)).Within(0.03));
    }

    [Test]
    public void A_label_that_was_not_written_down_for_one_half_of_the_students_is_caught_by_the_gate()
    {
        ModelRun unfair = Run(new InventedCohorts(students: 2500, isUnfair: true)), fair = Run(new InventedCohorts(students: 2500));
        Assert.That(unfair.Card!.Gates.Where(g => !g.Passed).Select(g => g.Name), Does.Contain("alike for groups"), string.Join("\n", unfair.Card.Gates.Select(g => g.Words)));
        Assert.That((unfair.IsPublished, unfair.Chances.Count), Is.EqualTo((false, 0)));
        Assert.That(fair.Card!.Gates.Single(g => g.Name == "alike for groups").Passed, Is.True);
    }

    [Test]
    public void An_input_that_is_the_outcome_in_another_form_is_caught_and_no_two_people_can_let_it_through()
    {
        var run = Run(new InventedCohorts(hasLeak: true), new CardOverride("leader", "coordinator", "a test", Day.AddDays(1)));
        Assert.That(run.Card!.Gates.Where(g => !g.Passed).Select(g => g.Name), Does.Contain("no leak"));
        Assert.That(run.Card.Gates.Single(g => g.Name == "no leak").Words, Does.Contain("departure code"));
        Assert.That(run.IsPublished, Is.False);
    }

    [Test]
    public void A_district_of_150_students_gets_no_model()
    {
        var run = Run(new InventedCohorts(students: 150));
        Assert.That((run.Card, run.Chances.Count), Is.EqualTo(((ModelCard?)null, 0)));
        Assert.That(run.Message, Does.Contain("Not enough past"));
    }

    [Test]
    public void Outcomes_dealt_out_at_random_are_told_no_better_than_by_a_coin()
    {
        var run = Run(new InventedCohorts(isShuffled: true, students: 2500));
        Assert.That(run.Card!.Auc, Is.EqualTo(0.5).Within(0.03));
        Assert.That((run.IsPublished, run.Chances.Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public void Two_people_may_show_what_only_a_rule_outranks_and_the_card_says_so()
    {
        var decision = new CardOverride("leader", "coordinator", "the rule needs marks that come late", Day.AddDays(90));
        ModelRun without = Run(new InventedCohorts(hasSignal: false)), with = Run(new InventedCohorts(hasSignal: false), decision);
        Assert.That(without.IsPublished, Is.False);
        Assert.That((with.IsPublished, with.Card!.PassesGates, with.Card.Override), Is.EqualTo((true, false, decision)));
        Assert.That(with.Message, Does.Contain("by the decision of two people"));
    }

    [Test]
    public void The_card_says_what_lists_find_for_whom_it_was_judged_and_how_it_was_chosen()
    {
        var card = Run(new InventedCohorts()).Card!;
        Assert.That(card.Lists.Select(l => l.Length), Is.Ordered.And.Contains(card.Positives));
        Assert.That(card.Lists.All(l => l.Hits <= l.Length && l.Hits <= l.CameTrue && l.Hits >= l.SchoolHits - 1), Is.True);
        Assert.That(card.Groups.Select(g => (g.Value, g.IsJudged)), Is.EqualTo((ValueTuple<string, bool>[])[("one half", true), ("other half", true)]));
        Assert.That(card.Groups.All(g => g.FalseAlarmGap is { } gap && gap.Low <= gap.Gap && gap.Gap <= gap.High), Is.True);
        Assert.That((card.AucRange!.Low, card.AucRange.High), Is.EqualTo((card.Auc, card.Auc)).Within(0.1));
        Assert.That(card.Contest!.Entries.Count(e => e.IsChosen), Is.EqualTo(1));
        Assert.That(card.Drift.Select(d => d.Psi), Is.All.LessThan(0.25));
        Assert.That(card.Expires, Is.GreaterThan(Day));
    }

    [Test]
    public void A_contest_of_the_last_weeks_is_not_held_again()
    {
        var district = new InventedCohorts();
        var first = Run(district).Card!.Contest!;
        ModelRun Then(int days) => Trainer.Run(district, new ModelRunOptions { Now = district, Year = Year, AsOf = Day.AddDays(days), Rules = AbcFlags.Rules, LastContest = first });
        Assert.That(Then(1).Card!.Contest, Is.SameAs(first));
        Assert.That(Then(28).Card!.Contest!.HeldOn, Is.EqualTo(Day.AddDays(28)));
    }
}
