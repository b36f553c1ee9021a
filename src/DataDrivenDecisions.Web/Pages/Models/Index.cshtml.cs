using System.Text.Json;
using DataDrivenDecisions.Charts;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Models;

/// <summary>The card of the one model: what it estimates, on whom it was tested, whether it passed its gates, and what it must not be used for.</summary>
public sealed class IndexModel(RecordStore records) : DeskPage
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public KeptModelCard? Kept { get; private set; }
    public ModelCard? Card { get; private set; }
    public ChartSvg? Calibration { get; private set; }

    /// <summary>Counts of students and figures by group are about the whole district: only those who see all of it get them.</summary>
    public bool ShowsCounts => Desk.CoversDistrict;

    public string Heading => Card is not { } card ? "No model has been trained yet"
        : Kept!.Published ? "The estimate is better than the rule, and comes true about as often as it says"
        : "The model did not pass its gates, so nobody sees its estimates";

    public void OnGet()
    {
        Kept = records.Models.List(Desk.Person.District).FirstOrDefault(c => Desk.AsOf is null || c.AsOf <= Desk.AsOf);
        Card = Kept is { } kept ? JsonSerializer.Deserialize<ModelCard>(kept.Card, Json) : null;
        Calibration = ShowsCounts && Card is { CalibrationBins.Count: > 0 } card ? new RiskCalibration().Render(card.CalibrationCurve) : null;
    }
}
