using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataDrivenDecisions.Web.Pages.SignIn;

/// <summary>Where someone with a one-time link chooses a password. The link's token leaves the address at once and lives in a short cookie.</summary>
public sealed class SetUpModel(RecordStore records, IDataProtectionProvider protection) : PageModel
{
    const string CookieName = "ddd-setup";
    readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("set-up link").ToTimeLimitedDataProtector();

    public Person? Whose { get; private set; }
    public string? Problem { get; private set; }

    public IActionResult OnGet(string? token)
    {
        if (token is not null)
        {
            Response.Cookies.Append(CookieName, _protector.Protect(token, TimeSpan.FromMinutes(30)), new CookieOptions
            {
                HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, Path = "/set-up", MaxAge = TimeSpan.FromMinutes(30),
            });
            return LocalRedirect("/set-up");
        }
        Whose = Token() is { } kept ? records.People.PersonOfSetUpLink(kept) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? password, string? again)
    {
        var token = Token();
        Whose = token is null ? null : records.People.PersonOfSetUpLink(token);
        if (token is null || Whose is null)
            return Page();
        if ((password ?? "").Length < People.ShortestPassword)
            return Refuse($"The password has fewer than {People.ShortestPassword} characters. Choose a longer one.");
        if (!string.Equals(password, again, StringComparison.Ordinal))
            return Refuse("The two passwords differ. Type the same one twice.");
        if (records.People.UseSetUpLink(token, password!) is not { } person)
            return Refuse("The link has been used meanwhile. Ask your data coordinator for a new one.");
        Response.Cookies.Delete(CookieName, new CookieOptions { Path = "/set-up" });
        records.Audit.Write(person.UserName, "set-up", "password");
        await HttpContext.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Desk.Principal(person));
        return LocalRedirect("/");
    }

    PageResult Refuse(string problem)
    {
        Problem = problem;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    string? Token()
    {
        try
        {
            return Request.Cookies[CookieName] is { } kept ? _protector.Unprotect(kept) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // an old or altered cookie is no cookie
        }
    }
}
