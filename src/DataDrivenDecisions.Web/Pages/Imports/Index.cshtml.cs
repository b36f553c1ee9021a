using System.Globalization;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>Every delivery that came, the newest first, with what became of its rows; by state and source where somebody looks for one.</summary>
public sealed class IndexModel(RecordStore records) : DeskPage
{
    const int PageSize = 50;

    public IReadOnlyList<ImportedDelivery> Deliveries { get; private set; } = [];
    public ImportsAsked Asked { get; private set; } = ImportsAsked.All;
    public ImportTotals Totals { get; private set; } = new();
    public IReadOnlyList<string> Sources { get; private set; } = [];
    public int Number { get; private set; } = 1;
    public int PageCount { get; private set; } = 1;

    public string Heading => Asked.IsPart
        ? Totals.Deliveries == 0 ? "No delivery is like that" : $"{Words.Capital(Spelled(Totals.Deliveries))} {(Totals.Deliveries == 1 ? "is" : "are")} like that"
        : Totals.Deliveries == 0 ? "Nothing has been imported yet"
        : Totals.Held > 0 ? $"{Words.Capital(Spelled(Totals.Held))} {(Totals.Held == 1 ? "waits" : "wait")} for you"
        : $"{Words.Capital(Spelled(Totals.Deliveries))} came in, {Words.Count(Totals.RowsRejected, "row")} {(Totals.RowsRejected == 1 ? "was" : "were")} rejected";

    public void OnGet(string? state, string? source, int number = 1)
    {
        var district = Desk.Person.District;
        Sources = records.Imports.Sources(district);
        // What nobody offers is not asked for: an old address shows all.
        Asked = new ImportsAsked { State = ImportsAsked.States.FirstOrDefault(s => s == state), Source = Sources.FirstOrDefault(s => s == source) };
        Totals = records.Imports.Totals(district, Asked);
        PageCount = (int)Math.Max(1, (Totals.Deliveries + PageSize - 1) / PageSize);
        Number = Math.Clamp(number, 1, PageCount);
        Deliveries = records.Imports.Page(district, Asked, (Number - 1) * PageSize, PageSize);
    }

    /// <summary>The address of another page of the same list.</summary>
    public string Address(int number)
    {
        var asked = new Dictionary<string, string?>(StringComparer.Ordinal) { ["state"] = Asked.State, ["source"] = Asked.Source, ["number"] = number > 1 ? number.ToString(CultureInfo.InvariantCulture) : null };
        return QueryHelpers.AddQueryString("/imports", asked.Where(a => a.Value is not null));
    }

    static string Spelled(long deliveries) => Words.Spelled((int)Math.Min(deliveries, int.MaxValue), "delivery", "deliveries");
}
