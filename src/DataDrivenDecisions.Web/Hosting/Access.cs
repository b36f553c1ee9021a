using DataDrivenDecisions.Records;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataDrivenDecisions.Web.Hosting;

/// <summary>Who may open which screen. A screen that is not named here is for anyone who has signed in; whom they see there, the warehouse decides.</summary>
static class Access
{
    /// <summary>Everyone who works for the district; not families.</summary>
    public const string Staff = "staff";

    /// <summary>Those who see the whole district.</summary>
    public const string DistrictWide = "district-wide";

    /// <summary>Those who see the whole district, and principals, who are told of their schools.</summary>
    public const string SchoolWide = "school-wide";

    /// <summary>Those who bring the district's data in and run its nights.</summary>
    public const string DataDesk = "data-desk";

    /// <summary>Those who answer for the data: of the district, or of their school.</summary>
    public const string DataQuality = "data-quality";

    static readonly (string Path, string Policy)[] Folders =
    [
        ("/District", DistrictWide),
        ("/Forecasts", SchoolWide),
        ("/Growth", Staff),
        ("/Schools", Staff),
        ("/Sections", Staff),
        ("/Students", Staff),
        ("/Capacity", Staff),
        ("/Charts", Staff),
        ("/Models", Staff),
        ("/Imports", DataDesk),
        ("/Schedules", DataDesk),
        ("/Sources", DataDesk),
        ("/Rules", DataDesk),
        ("/Quality", DataQuality),
        ("/Lab", DataQuality),
    ];

    /// <summary>The screens that open without a sign-in.</summary>
    static readonly string[] Open = ["/SignIn/Index", "/SignIn/SetUp", "/Trouble/Index"];

    public static void AddConventions(RazorPagesOptions pages)
    {
        foreach (var (path, policy) in Folders)
            pages.Conventions.AuthorizeFolder(path, policy);
        foreach (var page in Open)
            pages.Conventions.AllowAnonymousToPage(page);
    }

    public static void AddPolicies(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        options.AddPolicy(Staff, p => p.RequireAuthenticatedUser().AddRequirements(new DeskRight(d => d.Person.Role != Role.Family)));
        options.AddPolicy(DistrictWide, p => p.RequireAuthenticatedUser().AddRequirements(new DeskRight(d => d.CoversDistrict)));
        options.AddPolicy(SchoolWide, p => p.RequireAuthenticatedUser().AddRequirements(new DeskRight(d => d.CoversDistrict || d.Person.Role == Role.Principal)));
        options.AddPolicy(DataDesk, p => p.RequireAuthenticatedUser().AddRequirements(
            new DeskRight(d => d.KeepsRules)));
        options.AddPolicy(DataQuality, p => p.RequireAuthenticatedUser().AddRequirements(
            new DeskRight(d => d.AnswersForData)));
    }
}

/// <summary>Something that the person at the desk must be or have.</summary>
sealed record DeskRight(Func<Desk, bool> Holds) : IAuthorizationRequirement;

/// <summary>Asks the desk of the request whether the right holds.</summary>
sealed class DeskRightHandler(Desk desk) : AuthorizationHandler<DeskRight>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, DeskRight requirement)
    {
        if (desk.IsOpen && requirement.Holds(desk))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
