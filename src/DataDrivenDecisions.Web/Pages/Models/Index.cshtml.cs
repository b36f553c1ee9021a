using DataDrivenDecisions.Charts;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Models;

/// <summary>The card of one model: what it estimates, on whom it was tested, whether it passed its gates, and what it must not be used for.</summary>
public sealed class IndexModel(RecordStore records) : DeskPage
{
    /// <summary>The newest card of each model, in the order of the models.</summary>
    public IReadOnlyList<(Model Model, KeptModelCard Kept, ModelCard Card)> Cards { get; private set; } = [];

    public Model? Shown { get; private set; }
    public KeptModelCard? Kept { get; private set; }
    public ModelCard? Card { get; private set; }
    public ChartSvg? Calibration { get; private set; }

    /// <summary>Counts of students and figures by group are about the whole district: only those who see all of it get them.</summary>
    public bool ShowsCounts => Desk.CoversDistrict;

    /// <summary>True when its chances are too old to be shown to anyone.</summary>
    public bool HasExpired => Card?.Expires < Desk.Today;

    public string Heading => Card is not { } card ? "No model has been trained yet"
        : !card.WasTested ? $"{card.Title}: nothing to learn from yet"
        : HasExpired ? $"{card.Title}: the estimate has expired"
        : card is { IsPublished: true, PassesGates: false } ? $"{card.Title}: shown by the decision of two people, though a gate was not passed"
        : Kept!.Published ? $"{card.Title}: better than the rule, and true about as often as it says"
        : $"{card.Title}: it did not pass its gates, so nobody sees its estimates";

    /// <summary>What two people may decide about a model that did not pass a gate: what was asked for or decided, or null.</summary>
    public ModelOverride? Decision { get; private set; }

    /// <summary>What is in the way of what was just wanted, or null.</summary>
    public string? Trouble { get; private set; }

    /// <summary>What stands in the field.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>True for the district's administrators, today: they may decide about a model that was tested and did not pass.</summary>
    public bool MayDecide => Desk is { CoversDistrict: true, AsOf: null, Person.Role: Role.Leader or Role.Coordinator } && Card is { WasTested: true, PassesGates: false };

    /// <summary>True when this person asked for it, so that somebody else must agree.</summary>
    public bool AskedMyself => Decision is { } decision && SecondPerson.IsSame(decision.AskedBy, Desk.Person.UserName);

    /// <summary>Asks, agrees or ends; says what is in the way otherwise.</summary>
    public IActionResult OnPost(string? name, string what, string? reason)
    {
        if (OnGet(name) is NotFoundResult missing)
            return missing;
        if (!MayDecide)
            return Forbid();
        Reason = reason ?? "";
        Trouble = what switch
        {
            "ask" => ModelDecision.Ask(Desk.District, Shown!.Name, Reason, Desk.Person.UserName),
            "agree" => ModelDecision.Agree(Desk.District, Shown!.Name, Desk.Person.UserName),
            "end" => ModelDecision.End(Desk.District, Shown!.Name, Desk.Person.UserName),
            _ => "Nothing of that kind can be done here.",
        };
        if (Trouble is null)
            return LocalRedirect("/models/" + Shown!.Name);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    public IActionResult OnGet(string? name)
    {
        var newest = records.Models.List(Desk.Person.District).Where(c => Desk.AsOf is null || c.AsOf <= Desk.AsOf).GroupBy(c => c.Model).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        Cards = [.. Model.All.Where(m => newest.ContainsKey(m.Name)).Select(m => (m, newest[m.Name], ModelCard.FromJson(newest[m.Name].Card))).Where(c => c.Item3 is not null)!];
        if (name is not null && Cards.All(c => c.Model.Name != name))
            return NotFound();
        if (Cards.Count > 0)
            (Shown, Kept, Card) = name is null ? Cards[0] : Cards.First(c => c.Model.Name == name);
        Decision = Shown is null ? null : records.Overrides.Of(Desk.Person.District, Shown.Name);
        Calibration = ShowsCounts && Card is { CalibrationBins.Count: > 0 } card ? new RiskCalibration().Render(card.CalibrationCurve) : null;
        return Page();
    }

    /// <summary>What a tag says of one model, in two words.</summary>
    public static string Standing(ModelCard card) => card switch { { WasTested: false } => "not tested", { IsPublished: true, PassesGates: false } => "by decision", { IsPublished: true } => "shown", _ => "not shown" };
}
