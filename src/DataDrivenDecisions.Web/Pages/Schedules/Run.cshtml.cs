using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Schedules;

/// <summary>One run: when, by whom, how it ended, and what it says of itself.</summary>
public sealed class RunModel(RecordStore records) : DeskPage
{
    public Run Run { get; private set; } = null!;

    public IActionResult OnGet(long id)
    {
        if (records.Runs.Find(id) is not { } run || run.District != Desk.Person.District)
            return NotFound();
        Run = run;
        return Page();
    }
}
