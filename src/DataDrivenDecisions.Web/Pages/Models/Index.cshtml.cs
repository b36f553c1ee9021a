using System.Text.Json;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Models;

/// <summary>The card of the one model: what it estimates, on whom it was tested, whether it passed its gates, and what it must not be used for.</summary>
public sealed class IndexModel(RecordStore records) : DeskPage
{
    public KeptModelCard? Kept { get; private set; }
    public JsonElement Card { get; private set; }

    public void OnGet()
    {
        Kept = records.Models.List(Desk.Person.District) is [var newest, ..] ? newest : null;
        if (Kept is { } kept)
            Card = JsonDocument.Parse(kept.Card).RootElement.Clone();
    }
}
