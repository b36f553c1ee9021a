using DataDrivenDecisions.Importing.Quality;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataDrivenDecisions.Web.Pages.Quality;

/// <summary>One check: how to fix what it found, the records, and those that somebody lets stand with a reason.</summary>
public sealed class RuleModel(RecordStore records) : DeskPage
{
    /// <summary>So many records are on the screen; the download holds all.</summary>
    public const int MostShown = 200;

    const int LongestReason = 500;

    public QualityRule Rule { get; private set; } = null!;
    public IReadOnlyList<QualityFinding> Open { get; private set; } = [];
    public IReadOnlyList<(QualityFinding Finding, QualityAcceptance Acceptance)> Accepted { get; private set; } = [];
    public string? Problem { get; private set; }

    /// <summary>A finding is let stand by those who answer for the district's data.</summary>
    public bool CanDecide => Desk.CoversDistrict && Desk.Person.Role is Role.Coordinator or Role.Leader;

    public string Heading => Open.Count == 0 ? $"{Rule.Title}: nothing found" : $"{Rule.Title}: {Words.Count(Open.Count, "record")}";

    public IActionResult OnGet(string rule)
    {
        if (!Load(rule))
            return NotFound();
        Desk.Audit("data quality", Rule.Name);
        return Page();
    }

    /// <summary>Lets one finding stand, with a reason; it leaves the count.</summary>
    public IActionResult OnPostAccept(string rule, string record, string? reason)
    {
        if (!CanDecide)
            return Forbid();
        if (!Load(rule))
            return NotFound();
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
            return Refuse("Nothing was accepted. Say in a sentence why the record may stand, so that the next person understands it.");
        if (Open.All(f => f.RecordId != record))
            return Refuse("Nothing was accepted: this check does not find that record any more.");
        if (records.Quality.Accept(Desk.Person.District, Rule.Name, record, reason, Desk.Person.UserName))
            Desk.Audit("accept finding", $"{Rule.Name}: {record}");
        return Recount();
    }

    /// <summary>Takes an acceptance back; the record counts again.</summary>
    public IActionResult OnPostTakeBack(string rule, long id)
    {
        if (!CanDecide)
            return Forbid();
        if (QualityRule.Named(rule) is not { } named || records.Quality.Accepted(Desk.Person.District, named.Name).FirstOrDefault(a => a.Id == id) is not { } acceptance)
            return NotFound();
        Rule = named;
        if (records.Quality.TakeBack(Desk.Person.District, id, Desk.Person.UserName))
            Desk.Audit("take back acceptance", $"{Rule.Name}: {acceptance.RecordId}");
        return Recount();
    }

    LocalRedirectResult Recount()
    {
        NightlyQuality.Run(Desk.District, Desk.Viewer, Desk.Today, [Rule]);
        return LocalRedirect("/quality/" + Rule.Name);
    }

    PageResult Refuse(string why)
    {
        Problem = why;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    bool Load(string name)
    {
        if (QualityRule.Named(name) is not { } rule)
            return false;
        Rule = rule;
        var found = SchoolSight.Of(Desk).Find(rule);
        var accepted = records.Quality.Accepted(Desk.Person.District, rule.Name).ToDictionary(a => a.RecordId, StringComparer.Ordinal);
        Open = [.. found.Where(f => !accepted.ContainsKey(f.RecordId))];
        Accepted = [.. found.Where(f => accepted.ContainsKey(f.RecordId)).Select(f => (f, accepted[f.RecordId]))];
        return true;
    }
}
