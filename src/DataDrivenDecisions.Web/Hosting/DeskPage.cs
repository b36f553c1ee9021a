using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataDrivenDecisions.Web.Hosting;

/// <summary>A screen of someone who has signed in.</summary>
public abstract class DeskPage : PageModel
{
    /// <summary>Who looks, and their view of the data.</summary>
    public Desk Desk => HttpContext.RequestServices.GetRequiredService<Desk>();
}
