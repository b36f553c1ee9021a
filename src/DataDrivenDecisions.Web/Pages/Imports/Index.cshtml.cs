using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>Every delivery that came, the newest first, with what became of its rows.</summary>
public sealed class IndexModel(RecordStore records) : DeskPage
{
    public IReadOnlyList<ImportedDelivery> Deliveries { get; private set; } = [];

    public string Heading
    {
        get
        {
            var held = Deliveries.Count(d => d.State == "held");
            var rejected = Deliveries.Sum(d => d.Files.Sum(f => f.Rejected));
            return Deliveries.Count == 0 ? "Nothing has been imported yet"
                : held > 0 ? $"{Words.Capital(Words.Spelled(held, "delivery", "deliveries"))} {(held == 1 ? "waits" : "wait")} for you"
                : $"{Words.Capital(Words.Spelled(Deliveries.Count, "delivery", "deliveries"))} came in, {Words.Count(rejected, "row")} {(rejected == 1 ? "was" : "were")} rejected";
        }
    }

    public void OnGet() => Deliveries = records.Imports.List(Desk.Person.District, 100);
}
