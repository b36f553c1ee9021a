using DataDrivenDecisions.Web.Hosting;
using DataDrivenDecisions.Web.Pages.District;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Schools;

/// <summary>The schools whose every student the viewer may see; with only one, its page opens at once.</summary>
public sealed class IndexModel(Standing standing, OverviewShelf shelf) : DeskPage
{
    public IReadOnlyList<SchoolFigures> Schools { get; private set; } = [];
    public Standing Standing => standing;

    public IActionResult OnGet()
    {
        Schools = shelf.For(Desk, standing).Schools;
        return Schools.Count == 1 ? LocalRedirect($"/schools/{Schools[0].School.SchoolKey}") : Page();
    }
}
