using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Web.Hosting;

/// <summary>What the models' cards of one night say of its chances: which are too old to be shown, and of which schools nothing is said.</summary>
/// <param name="cards">By the model's short name.</param>
sealed class PublishedCards(IReadOnlyDictionary<string, ModelCard?> cards)
{
    public static PublishedCards Of(RecordStore records, string district, DateOnly night) => new(
        records.Models.List(district).Where(c => c.AsOf == night).GroupBy(c => c.Model).ToDictionary(g => g.Key, g => ModelCard.FromJson(g.First().Card), StringComparer.Ordinal));

    /// <summary>True while a chance may be shown.</summary>
    public bool IsFresh(RiskOnDay risk, DateOnly today) => cards.GetValueOrDefault(risk.Model)?.Expires is not { } until || until >= today;

    /// <summary>The card of a model that was tested and may still be shown; null without one.</summary>
    public ModelCard? Fresh(string model, DateOnly today) => cards.GetValueOrDefault(model) is { WasTested: true } card && (card.Expires is not { } until || until >= today) ? card : null;

    /// <summary>Why a model says nothing of a school's students, in a sentence; null where it does, or nobody knows.</summary>
    public string? Withheld(string model, int? school) => cards.GetValueOrDefault(model)?.Withheld.FirstOrDefault(w => w.SchoolKey == school) is not { } held ? null
        : held.Through is { } through ? $"The school's attendance ends on {Words.DayYear(through)}: too old to estimate from." : "The school has handed in no attendance to estimate from.";
}
