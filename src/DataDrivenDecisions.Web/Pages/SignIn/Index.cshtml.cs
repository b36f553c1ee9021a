using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataDrivenDecisions.Web.Pages.SignIn;

/// <summary>Where someone proves who they are with user name and password.</summary>
public sealed class IndexModel(RecordStore records, WebHostOptions options, TimeProvider clock) : PageModel
{
    public string? Problem { get; private set; }
    public string UserName { get; private set; } = "";
    public string? Next { get; private set; }
    public IReadOnlyList<DemoSignIn> Demonstration => options.DemoSignIns;

    public IActionResult OnGet(string? next)
    {
        Next = next;
        return User.Identity is { IsAuthenticated: true } ? LocalRedirect("/") : Page();
    }

    public async Task<IActionResult> OnPostAsync(string? user, string? password, string? next)
    {
        Next = next;
        UserName = user ?? "";
        var attempt = records.People.CheckPassword(UserName, password ?? "");
        records.Audit.Write(attempt.Person?.UserName ?? "nobody", "sign-in", attempt.Outcome.ToString());
        if (attempt is { Outcome: SignInOutcome.Accepted, Person: { } person })
        {
            await HttpContext.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Desk.Principal(person));
            return LocalRedirect(Url.IsLocalUrl(next) ? next! : "/");
        }
        Problem = attempt.Outcome == SignInOutcome.LockedOut
            ? $"Too many wrong passwords. Wait {Minutes(attempt.LockedUntil)} and try again, or ask your data coordinator for a set-up link."
            : "User name and password do not belong together. Check both and try again.";
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    string Minutes(DateTimeOffset? until) => Words.Count(
        Math.Max(1, (long)Math.Ceiling(((until ?? clock.GetUtcNow()) - clock.GetUtcNow()).TotalMinutes)), "minute");
}
