using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Indicators.Mastery;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataDrivenDecisions.Web.Pages.Rules;

/// <summary>By which early-warning thresholds and which rule of mastery this district judges, and where it sets its own.</summary>
public sealed class IndexModel(RecordStore records) : DeskPage
{
    public DistrictRules Rules { get; private set; } = null!;

    /// <summary>What stands in the fields.</summary>
    public Dictionary<string, string> Typed { get; } = new(StringComparer.Ordinal);

    /// <summary>What is wrong with a field, by its name.</summary>
    public Dictionary<string, string> Problems { get; } = new(StringComparer.Ordinal);

    public string Heading => (Rules.Own, Rules.OwnMastery) switch
    {
        (null, null) => "This district judges by the usual rules",
        (not null, not null) => "This district has thresholds and a rule of mastery of its own",
        (not null, null) => "This district has early-warning thresholds of its own",
        _ => "This district has a rule of mastery of its own",
    };

    public void OnGet()
    {
        Rules = DistrictRules.Of(records, Desk.Person.District);
        foreach (var (name, text) in (Rules.Own ?? new OwnThresholds()).Typed())
            Typed[name] = text;
        (Typed["rule"], Typed["mastered"], Typed["fewest"]) = (Rules.Mastery.InForce.Name, Words.Count(Rules.Mastery.MasteredPercent), Words.Count(Rules.Mastery.FewestScores));
    }

    /// <summary>Keeps early-warning thresholds, all of them or none.</summary>
    public IActionResult OnPostFlags()
    {
        OnGet();
        foreach (var name in OwnThresholds.Names)
            Typed[name] = Request.Form[name].ToString();
        return OwnThresholds.Parse(Typed, Problems) is not { } own ? Refused() : Keep(RuleBook.Abc, own.Write());
    }

    /// <summary>Keeps the rule of mastery.</summary>
    public IActionResult OnPostMastery()
    {
        OnGet();
        foreach (var name in (string[])["rule", "mastered", "fewest"])
            Typed[name] = Request.Form[name].ToString();
        return OwnMastery.Parse(Typed["rule"], Typed["mastered"], Typed["fewest"], Problems) is not { } own ? Refused() : Keep(RuleBook.Mastery, own.Write());
    }

    /// <summary>Brings back what is usual.</summary>
    public IActionResult OnPostUsual(string kind)
    {
        OnGet();
        return kind is not (RuleBook.Abc or RuleBook.Mastery) ? BadRequest() : Keep(kind, null);
    }

    LocalRedirectResult Keep(string kind, string? content)
    {
        if (Rules.Keep(records, Desk.Person.District, kind, content, Desk.Person.UserName))
            Desk.Audit("rule set", $"{kind} {content ?? "usual"}");
        return LocalRedirect("/rules");
    }

    PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
