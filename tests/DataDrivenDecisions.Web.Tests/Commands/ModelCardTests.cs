using System.Globalization;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Commands;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>A model's card at the command line says in words what its page says.</summary>
public sealed class ModelCardTests
{
    static IEnumerable<ModelCard> Cards => SampleHost.Records.Models.List("maple-valley").GroupBy(c => c.Model).Select(g => ModelCard.FromJson(g.First().Card)!);

    static string Written(ModelCard card, ModelOverride? asked = null)
    {
        using var words = new StringWriter(CultureInfo.InvariantCulture);
        CardWords.Write(words, card, asked);
        return words.ToString();
    }

    [Test]
    public void Every_card_of_the_sample_district_is_written_with_all_that_was_measured()
    {
        Assert.That(Cards.Count(c => c.WasTested), Is.Positive);
        Assert.That(Cards.Count(), Is.EqualTo(Model.All.Count));
        foreach (var card in Cards)
        {
            var written = Written(card);
            foreach (var part in card.Limits.Append(card.Question).Append(card.Outcome))
                Assert.That(written, Does.Contain(part));
            if (!card.WasTested)
            {
                Assert.That(written, Does.Contain(card.Message!).And.Not.Contain("Gates"), card.Model);
                continue;
            }

            foreach (var gate in card.Gates)
                Assert.That(written, Does.Match($"{gate.Name} +{(gate.Passed ? "passed" : "NOT PASSED")}").And.Contain(gate.Words), card.Model);
            foreach (var cohort in card.Cohorts)
                Assert.That(written, Does.Match(FormattableString.Invariant($@"{cohort.Year} +{cohort.AsOf:yyyy-MM-dd} +{cohort.Use} +{cohort.Rows} +{cohort.Positives} +{cohort.Unlabeled}\r?\n")), card.Model);
            foreach (var group in card.Groups)
                Assert.That(written, Does.Match(FormattableString.Invariant($@"{group.Column}: {group.Value} +{group.N} +{group.Positives} .*{(group.IsJudged ? "(?:%|points)" : "too few to judge")}")), card.Model);
            foreach (var drift in card.Drift)
                Assert.That(written, Does.Match(FormattableString.Invariant($@"{drift.Input} +{drift.Psi:0.000} ")), card.Model);
            Assert.That(written, Does.Contain(card.IsPublished ? "Shown since it passed every gate" : "Not shown: a gate was not passed"), card.Model);
        }
    }

    [Test]
    public void A_card_that_two_people_decided_about_names_both_the_reason_and_the_last_day()
    {
        var card = Cards.First(c => c.WasTested) with { Override = new CardOverride("one", "another", "we look at it together", new DateOnly(2026, 5, 1)) };
        Assert.That(Written(card), Does.Contain("one asked, another agreed, until 2026-05-01. Reason: we look at it together"));
    }

    [Test]
    public void A_card_that_is_older_than_what_was_asked_or_decided_says_so()
    {
        var asked = new ModelOverride { Id = 1, Model = "any", Reason = "Visits begin in March.", AskedBy = "one", AskedAt = DateTimeOffset.UnixEpoch };
        var card = Cards.First(c => c.WasTested && !c.PassesGates);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Written(card), Does.Contain("nobody has decided otherwise."));
            Assert.That(Written(card, asked), Does.Contain("one has asked that it be shown, to which somebody else must agree. Reason: Visits begin in March.\n").Or.Contain("March.\r\n"));
            Assert.That(Written(card, asked with { AgreedBy = "another", Until = new(2026, 5, 1) }), Does.Contain("one and another have decided otherwise since, which holds from the next analysis on."));
        }
    }
}
