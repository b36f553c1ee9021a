using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataDrivenDecisions.Web.Pages.Trouble;

/// <summary>Says in words what went wrong and what to do; never how the program is made.</summary>
// A form that was refused ends here by its own POST; this page changes nothing, and must answer it.
[IgnoreAntiforgeryToken]
public sealed class IndexModel : PageModel
{
    public int Code { get; private set; }
    public string Heading { get; private set; } = "";
    public string WhatToDo { get; private set; } = "";

    public void OnGet(int code) => Say(code);

    public void OnPost(int code) => Say(code);

    void Say(int code)
    {
        Code = code is >= 400 and < 600 ? code : 404;
        Response.StatusCode = Code;
        (Heading, WhatToDo) = Code switch
        {
            400 or 409 when LookingBack.Refusal(HttpContext) is { } why => ("That day cannot be shown", why),
            400 => ("That form could not be read", "It may have been open for a long time. Go back, load the page again and send it once more."),
            403 => ("This page is not yours to open", "It belongs to another role. If you need it for your work, ask your district’s data coordinator for the right."),
            404 => ("There is nothing here that you can see", "The address may be mistyped, or it is about a student, section or school outside your own."),
            413 => ("That file is too large", "Zip it, or split it and send the parts one after the other."),
            429 => ("Too many attempts", "Wait a minute, then try again."),
            503 => ("The data are being brought in", "The warehouse is busy for a moment. Try again in a minute."),
            >= 500 => ("Something broke on our side", "Nothing was lost. Try again; if it happens again, tell your data coordinator what you did and at what time."),
            _ => ("That did not work", "Go back and try again."),
        };
    }
}
