using System.Globalization;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Web.Api;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>What would go if an import were undone, and what stands on it; whoever brings the data in decides here.</summary>
public sealed class UndoModel(RecordStore records, RunningImports imports) : DeskPage
{
    public ImportedDelivery Delivery { get; private set; } = null!;

    /// <summary>What would go, or null when it cannot be undone.</summary>
    public UndoPlan? Plan { get; private set; }

    /// <summary>Why it cannot be undone, in words.</summary>
    public string? Problem { get; private set; }

    public string Heading => Plan is null ? "This import stays"
        : $"Undo this import? {Words.Count(Plan.Outlook.Rows.Sum(r => r.Added + r.Changed + r.Ended), "record")} would be as before";

    public string BuiltOnHeading => Plan!.Outlook.BuiltOn.Count > 0
        ? $"{Words.Count(Plan.Outlook.BuiltOn.Sum(b => b.Count), "row")} of later imports stand on it"
        : "Nothing that came later stands on it";

    /// <summary>The later import that had a load number.</summary>
    public string ImportOf(long load) => Plan!.ImportOf(load) is { } import ? $"Import {import.Id.ToString(CultureInfo.InvariantCulture)}" : "–";

    /// <summary>"users.csv line 2, line 3, line 4 and 47 more", or that they are ended by not being named.</summary>
    public string Examples(BuiltOnRows rows)
    {
        var shown = Plan!.Outlook.ExamplesOf(rows);
        var named = shown.Where(e => e.Line > 0).GroupBy(e => e.File.Split('!')[^1]).Select(f => $"{f.Key} {string.Join(", ", f.Select(e => "line " + Words.Count(e.Line)))}");
        var gone = shown.Count(e => e.Line == 0);
        var parts = string.Join("; ", gone == 0 ? named : named.Append($"{Words.Count(gone)} ended by not being named any more"));
        return rows.Count > shown.Count ? $"{parts} and {Words.Count(rows.Count - shown.Count)} more" : parts;
    }

    public IActionResult OnGet(long id) => Find(id) ? Page() : NotFound();

    /// <summary>Undoes it, in the background, since later imports are loaded again.</summary>
    public IActionResult OnPost(long id)
    {
        if (!Find(id))
            return NotFound();
        if (Problem is not null)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        var by = Desk.Person.UserName;
        var name = Delivery.Name;
        var running = imports.Start(Desk.Person.District, name, (district, progress) =>
        {
            UndoneImport.Undo(district, id, by, progress);
            return [new ImportReport { File = name, Delivery = name, State = UndoneImport.Undone, Import = id }];
        });
        return LocalRedirect("/imports/running/" + running.Id);
    }

    bool Find(long id)
    {
        if (records.Imports.Show(Desk.Person.District, id) is not { } delivery)
            return false;
        Delivery = delivery;
        Problem = UndoneImport.WhyNot(records, Desk.Person.District, delivery);
        Plan = Problem is null ? UndoneImport.Plan(Desk.District, delivery) : null;
        return true;
    }
}
