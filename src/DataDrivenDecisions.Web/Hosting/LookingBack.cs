using System.Globalization;
using DataDrivenDecisions.Warehouse;
using Microsoft.AspNetCore.Http.Extensions;

namespace DataDrivenDecisions.Web.Hosting;

/// <summary>
/// The past day that an address asks for by <c>?asOf=2026-10-01</c>: the page then shows what was known at the end of that day, and changes nothing.
/// The day stands in the address and nowhere else, so that two windows can stand side by side and a link can be sent.
/// </summary>
static class LookingBack
{
    /// <summary>The day's name in an address.</summary>
    public const string Name = "asOf";

    static readonly object Why = new();

    /// <summary>The screens of work, which is always today's, and what has no day at all.</summary>
    static readonly string[] AlwaysToday = ["/imports", "/schedules", "/sources", "/quality", "/about-numbers", "/sign-in", "/sign-out", "/set-up", "/trouble"];

    /// <summary>What is asked by a form and changes nothing.</summary>
    static readonly string[] AsksByForm = ["/students/find"];

    /// <summary>True for the address of something that was known, and can be looked back at.</summary>
    public static bool IsOfPast(PathString path) => !AlwaysToday.Any(p => path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why the day of this request was refused, in words; null where it was not.</summary>
    public static string? Refusal(HttpContext http) => http.Items[Why] as string;

    /// <summary>The address of a request without its day: the same page, today.</summary>
    public static string Today(HttpRequest request)
    {
        var others = new QueryBuilder(request.Query.Where(q => !q.Key.Equals(Name, StringComparison.OrdinalIgnoreCase)));
        return request.Path + others.ToQueryString();
    }

    /// <summary>An address of ours with a day put in, unless it leads to what has none.</summary>
    public static string Address(string path, DateOnly? day)
    {
        if (day is null || !path.StartsWith('/') || path.StartsWith("//", StringComparison.Ordinal))
            return path;
        var end = path.IndexOfAny(['?', '#']);
        if (!IsOfPast(end < 0 ? path : path[..end]))
            return path;
        var (page, place) = path.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? (path[..at], path[at..]) : (path, "");
        return $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Name}={Text(day.Value)}{place}";
    }

    /// <summary>The day as addresses and date fields write it.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Turns the desk to the day that the address asks for, or says why that cannot be.</summary>
    public static async Task Open(HttpContext http, RequestDelegate next)
    {
        var desk = http.RequestServices.GetRequiredService<Desk>();
        if (!http.Request.Query.TryGetValue(Name, out var asked) || !desk.IsOpen)
        {
            await next(http);
            return;
        }
        var reads = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (!reads && !AsksByForm.Any(p => http.Request.Path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase)))
            await Refuse(http, StatusCodes.Status409Conflict, "The past cannot be changed. Go back to today and do it there.");
        else if (string.IsNullOrWhiteSpace(asked) || !IsOfPast(http.Request.Path))
            http.Response.Redirect(Today(http.Request));
        else if (!DateOnly.TryParseExact(asked.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            await Refuse(http, StatusCodes.Status400BadRequest, "The day in the address could not be read. Write it as 2026-03-13.");
        else
            await Turn(http, desk, day, next);
    }

    static async Task Turn(HttpContext http, Desk desk, DateOnly day, RequestDelegate next)
    {
        try
        {
            desk.LookBack(day);
        }
        catch (NotKnownThen unknown)
        {
            await Refuse(http, StatusCodes.Status400BadRequest, unknown.Message);
            return;
        }
        await next(http);
    }

    // A page says it on the page of troubles; who asks for a file or rows gets the sentence itself.
    static Task Refuse(HttpContext http, int code, string why)
    {
        http.Response.StatusCode = code;
        http.Items[Why] = why;
        return http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || http.Request.Path.StartsWithSegments("/downloads", StringComparison.OrdinalIgnoreCase) ? http.Response.WriteAsync(why) : Task.CompletedTask;
    }
}
