using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>Showing a model that did not pass a gate takes two people and a reason, and some gates nobody can decide away.</summary>
[Parallelizable]
public sealed class ModelDecisionTests
{
    const string Model = RestOfYearTrouble.Slug, Why = "The district has agreed to try it in one school.";

    static TemporaryDistrict Place(params Gate[] gates)
    {
        var place = new TemporaryDistrict();
        foreach (var name in (string[])["leader", "coordinator"])
            place.Records.People.SetPassword(
                place.Records.People.Add(new Person { Id = 0, UserName = name, DisplayName = name, Role = name == "leader" ? Role.Leader : Role.Coordinator, District = "elm", IsActive = true })!, "a password of tests");
        var card = ModelCard.Refused(new RestOfYearTrouble(), place.District.Today, "tested") with { Rows = 300, Gates = gates };
        place.Records.Models.Save("elm", Model, place.District.Today, false, card.ToJson());
        return place;
    }

    static Gate Failed(string name) => new(name, 0.1, 0.05, false, name + " was not passed");

    [Test]
    public void One_asks_and_another_agrees()
    {
        using var place = Place(Failed("alike for groups"));
        Assert.That(ModelDecision.Ask(place.District, Model, "because", "leader"), Does.Contain("at least 20 letters"));
        Assert.That(ModelDecision.Agree(place.District, Model, "coordinator"), Does.Contain("Nothing is asked for"));
        Assert.That(ModelDecision.Ask(place.District, Model, Why, "leader"), Is.Null);
        Assert.That(ModelDecision.On(place.District, Model, place.District.Today), Is.Null, "one person is not enough");
        Assert.That(ModelDecision.Agree(place.District, Model, "operator:LEADER"), Does.Contain("somebody else must agree: coordinator"));
        Assert.That(ModelDecision.Agree(place.District, Model, "coordinator"), Is.Null);

        var holds = ModelDecision.On(place.District, Model, place.District.Today)!;
        Assert.That((holds.AskedBy, holds.AgreedBy, holds.Reason, holds.Until), Is.EqualTo(("leader", "coordinator", Why, place.District.Today.AddDays(90))));
        Assert.That(ModelDecision.On(place.District, Model, holds.Until.AddDays(1)), Is.Null);
        Assert.That(ModelDecision.End(place.District, Model, "leader"), Is.Null);
        Assert.That(ModelDecision.On(place.District, Model, place.District.Today), Is.Null);
        Assert.That(place.Records.Audit.List().Select(a => a.What).Where(w => w.StartsWith("model override", StringComparison.Ordinal)), Is.EquivalentTo((string[])["model override asked", "model override agreed", "model override ended"]));
    }

    [Test]
    public void A_leak_cannot_be_decided_away_and_what_passes_needs_no_decision()
    {
        using var leaking = Place(Failed("alike for groups"), Failed("no leak"));
        using var passing = Place(new Gate("no leak", 0.6, 0.99, true, "fine"));
        Assert.That(ModelDecision.Ask(leaking.District, Model, Why, "leader"), Does.StartWith("Nobody can decide this away"));
        Assert.That(ModelDecision.Ask(passing.District, Model, Why, "leader"), Does.Contain("passes its gates"));
    }
}
