using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Schedules;

/// <summary>Who may decide that a model is shown though it did not pass a gate: two administrators of the district, with a reason, for ninety days at most and no longer than the school year. Each step is audited.</summary>
public static class ModelDecision
{
    const int Days = 90, FewestLetters = 20;

    /// <summary>Asks for it.</summary>
    /// <returns>What is in the way, and what to do; null when it is asked.</returns>
    public static string? Ask(District district, string model, string reason, string by)
    {
        ArgumentNullException.ThrowIfNull(district);
        if (reason.Trim().Length < FewestLetters)
            return $"Say why in a sentence of at least {FewestLetters} letters: it stands on the card.";
        if (Card(district, model) is not { WasTested: true } card)
            return "The model has not been tested, so there is nothing to decide about.";
        if (card.PassesGates)
            return "The model passes its gates; nothing needs to be decided.";
        if (card.Gates.FirstOrDefault(g => g is { Passed: false, MayBeOverridden: false }) is { } gate)
            return $"Nobody can decide this away: {gate.Words}.";
        district.Records.Overrides.Ask(district.Slug, model, reason.Trim(), by);
        district.Records.Audit.Write(by, "model override asked", $"{district.Slug} {model}");
        return null;
    }

    /// <summary>Agrees to what somebody else asked for.</summary>
    /// <returns>What is in the way, and what to do; null when it holds from the next analysis on.</returns>
    public static string? Agree(District district, string model, string by)
    {
        ArgumentNullException.ThrowIfNull(district);
        if (district.Records.Overrides.Of(district.Slug, model) is not { AgreedBy: null } asked)
            return "Nothing is asked for that waits for a second person.";
        if (SecondPerson.IsSame(asked.AskedBy, by))
            return $"You asked for it yourself, so somebody else must agree: {string.Join(", ", SecondPerson.Others(district.Records, district.Slug, by))}.";
        var endOfYear = SchoolYear.Of(district.Today).LastDay;
        var until = district.Today.AddDays(Days);
        if (!district.Records.Overrides.Agree(asked.Id, by, until < endOfYear ? until : endOfYear))
            return "It was decided by somebody else in the meantime. Look again.";
        district.Records.Audit.Write(by, "model override agreed", $"{district.Slug} {model}");
        return null;
    }

    /// <summary>Ends what was asked for or decided; any administrator may.</summary>
    public static string? End(District district, string model, string by)
    {
        ArgumentNullException.ThrowIfNull(district);
        if (district.Records.Overrides.Of(district.Slug, model) is not { } standing || !district.Records.Overrides.End(standing.Id, by))
            return "Nothing was asked for or decided about this model.";
        district.Records.Audit.Write(by, "model override ended", $"{district.Slug} {model}");
        return null;
    }

    /// <summary>What holds on a night, as the card says it; null where nothing does.</summary>
    internal static CardOverride? On(District district, string model, DateOnly night) =>
        district.Records.Overrides.Of(district.Slug, model) is { } o && o.HoldsOn(night) ? new CardOverride(o.AskedBy, o.AgreedBy!, o.Reason, o.Until!.Value) : null;

    static ModelCard? Card(District district, string model) => district.Records.Models.Latest(district.Slug, model) is { } kept ? ModelCard.FromJson(kept.Card) : null;
}
