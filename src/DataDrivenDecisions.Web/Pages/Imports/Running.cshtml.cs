using DataDrivenDecisions.Web.Api;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>How far an upload has come; the page loads itself again until the report stands.</summary>
public sealed class RunningModel(RunningImports imports) : DeskPage
{
    public RunningImport Import { get; private set; } = null!;

    public IActionResult OnGet(string id)
    {
        if (imports.Find(id, Desk.Person.District) is not { } import)
            return NotFound();
        Import = import;
        return import is { IsFinished: true, LeadsTo: { } page } ? LocalRedirect(page)
            : import is { IsFinished: true, Import: { } number } ? LocalRedirect($"/imports/{number}") : Page();
    }
}
