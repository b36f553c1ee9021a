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

    /// <summary>The versions of a rule, the newest first, in words.</summary>
    public IEnumerable<(KeptRule Version, string Words)> History => Rules.AbcVersions.Select(v => (v, v.Content is null ? "Early warning: the usual thresholds again" : "Early warning: " + Of(OwnThresholds.Read(v.Content).Preset(v.Version))))
        .Concat(Rules.MasteryVersions.Select(v => (v, v.Content is null ? "Mastery: the usual rule again" : "Mastery: " + Of(OwnMastery.Read(v.Content))))).OrderByDescending(h => h.v.At);

    public void OnGet()
    {
        Rules = DistrictRules.Of(records, Desk.Person.District);
        foreach (var field in OwnThresholds.Fields)
            Typed[field.Name] = Words.Count(field.Get(Rules.Own ?? new OwnThresholds()));
        (Typed["rule"], Typed["mastered"], Typed["fewest"]) = (Rules.Mastery.InForce.Name, Words.Count(Rules.Mastery.MasteredPercent), Words.Count(Rules.Mastery.FewestScores));
    }

    /// <summary>Keeps early-warning thresholds, all of them or none.</summary>
    public IActionResult OnPostFlags()
    {
        OnGet();
        var own = new OwnThresholds();
        foreach (var field in OwnThresholds.Fields)
        {
            Typed[field.Name] = Request.Form[field.Name].ToString();
            try
            {
                own = field.With(own, field.Parse(Typed[field.Name]));
            }
            catch (FormatException allowed)
            {
                Problems[field.Name] = allowed.Message;
            }
        }
        if (Problems.Count == 0)
            foreach (var (name, why) in own.Problems())
                Problems[name] = why;
        return Problems.Count > 0 ? Refused() : Keep(RuleBook.Abc, own.Write(), isChange: own != Rules.Own);
    }

    /// <summary>Keeps the rule of mastery.</summary>
    public IActionResult OnPostMastery()
    {
        OnGet();
        foreach (var name in (string[])["rule", "mastered", "fewest"])
            Typed[name] = Request.Form[name].ToString();
        return OwnMastery.Parse(Typed["rule"], Typed["mastered"], Typed["fewest"], Problems) is not { } own ? Refused() : Keep(RuleBook.Mastery, own.Write(), isChange: own != Rules.OwnMastery);
    }

    /// <summary>Brings back what is usual.</summary>
    public IActionResult OnPostUsual(string kind)
    {
        OnGet();
        return kind is not (RuleBook.Abc or RuleBook.Mastery) ? BadRequest() : Keep(kind, null, isChange: kind == RuleBook.Abc ? Rules.Own is not null : Rules.OwnMastery is not null);
    }

    LocalRedirectResult Keep(string kind, string? content, bool isChange)
    {
        if (isChange)
        {
            records.Rules.Keep(Desk.Person.District, kind, content, Desk.Person.UserName);
            Desk.Audit("rule set", $"{kind} {content ?? "usual"}");
        }
        return LocalRedirect("/rules");
    }

    PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    static string Of(AbcPreset preset) => $"{preset.Name}: {preset.Words.Attendance}; {preset.Words.Behavior}; {preset.Words.Course}";

    static string Of(OwnMastery own) => $"{own.InForce.Title.ToLowerInvariant()}, mastered from {own.MasteredPercent} of 100, of {Words.Spelled(own.FewestScores, "score")} or more";
}
