using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.SignIn;

/// <summary>Ends a sign-in; only a form of our own can do it.</summary>
public sealed class SignOutModel : DeskPage
{
    public async Task<IActionResult> OnPostAsync()
    {
        Desk.Audit("sign-out", "");
        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return LocalRedirect("/sign-in");
    }
}
