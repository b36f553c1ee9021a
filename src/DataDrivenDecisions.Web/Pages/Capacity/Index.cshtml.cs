using System.Globalization;
using System.Security.Cryptography;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Capacity;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataDrivenDecisions.Web.Pages.Capacity;

/// <summary>"I can see twelve this week": a person says how many students she has room for, and gets as many, with why each is on the list and what would change it.</summary>
public sealed class IndexModel(Standing standing, RecordStore records) : DeskPage
{
    const int Usual = 12, Most = 200, FewestLetters = 10, SeedDigits = 16;

    internal CapacityView? View { get; private set; }
    internal IReadOnlyList<CapacityScope> Scopes { get; private set; } = [];

    /// <summary>What stands in the number field, as it was typed.</summary>
    public string Places { get; private set; } = Usual.ToString(CultureInfo.InvariantCulture);
    public string Scope { get; private set; } = "all";
    public string Reason { get; private set; } = "";

    /// <summary>What is in the way, by the field to look at; empty where nothing is.</summary>
    public IReadOnlyDictionary<string, string> Problems { get; private set; } = new Dictionary<string, string>();
    public Standing Standing => standing;
    public static int MostPlaces => Most;
    public static int FewestLettersOfReason => FewestLetters;

    /// <summary>The Monday of the week that is spoken of.</summary>
    public DateOnly Week => Desk.Today.AddDays(-(((int)Desk.Today.DayOfWeek + 6) % 7));

    /// <summary>True today; what was known on a past day makes no list.</summary>
    public bool MayMake => Desk.AsOf is null;

    public string Heading => View is not { } view ? "How many students can you see this week?"
        : view.Lines.Count == 0 ? "Nobody is on this week’s list any more"
        : $"{Words.Capital(Words.Spelled(view.Lines.Count, "student"))} for this week; without help {Range(view.Hits)} {(view.Lines.Count == 1 ? "is" : "are")} expected to have trouble";

    public void OnGet(int? places, string? scope)
    {
        Scopes = CapacityScope.Among(CapacityView.Enrolled(Desk));
        KeptCapacityList[] week = [.. records.Capacity.InWeek(Desk.Person.District, Desk.Person.UserName, Week).Where(l => Desk.HadHappened(l.At))];
        var kept = week.FirstOrDefault(l => (places is null || l.Places == places) && (scope is null || l.Scope == scope));
        Scope = Scopes.FirstOrDefault(s => s.Name == (kept?.Scope ?? scope))?.Name ?? "all";
        if ((kept?.Places ?? places) is { } shown and > 0)
            Places = shown.ToString(CultureInfo.InvariantCulture);
        if (kept is not null)
            Open(kept);
    }

    /// <summary>Makes the week's list, or shows the one that was made for as many; with a reason, draws the lots anew.</summary>
    public IActionResult OnPost(string? places, string? scope, string? reason, string? what)
    {
        var enrolled = CapacityView.Enrolled(Desk);
        Scopes = CapacityScope.Among(enrolled);
        (Places, Reason) = (places ?? "", reason?.Trim() ?? "");
        var among = Scopes.FirstOrDefault(s => s.Name == scope);
        Scope = among?.Name ?? "all";
        var again = what == "again";
        Dictionary<string, string> problems = [];
        if (!int.TryParse(places, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > Most)
            problems["places"] = $"Write how many students you can see, a whole number from 1 to {Most}.";
        if (among is null)
            problems["scope"] = "Choose among whom, from the list.";
        if (again && Reason.Length < FewestLetters)
            problems["reason"] = $"Say in at least {FewestLetters} letters why the lots are drawn again: it is kept beside the new draw.";
        var sight = problems.Count == 0 ? CapacitySight.Of(Desk, records, standing.Latest, [.. enrolled.Where(among!.Holds)]) : null;
        if (sight is { Scored.Count: 0 })
            problems["scope"] = "No published model speaks of these students tonight, so there is no order to choose by. The early-warning flags stand in the students’ list.";
        if (problems.Count > 0)
            return Refuse(problems, count, scope);
        var kept = Keep(sight!, count, again);
        return LocalRedirect(FormattableString.Invariant($"/capacity?places={kept.Places}&scope={Uri.EscapeDataString(kept.Scope)}"));
    }

    PageResult Refuse(Dictionary<string, string> problems, int count, string? scope)
    {
        Problems = problems;
        if (records.Capacity.InWeek(Desk.Person.District, Desk.Person.UserName, Week).FirstOrDefault(l => l.Places == count && l.Scope == scope) is { } kept)
            Open(kept);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    KeptCapacityList Keep(CapacitySight sight, int places, bool again)
    {
        // For other numbers of the same week the lots stay the same, so that nobody can draw by changing the number.
        var before = records.Capacity.InWeek(Desk.Person.District, Desk.Person.UserName, Week).FirstOrDefault(l => l.Scope == Scope);
        var seed = again || before is null ? RandomNumberGenerator.GetHexString(SeedDigits, lowercase: true) : before.Seed;
        var list = CapacityList.Of(sight.Scored, places, seed);
        var kept = records.Capacity.Keep(Desk.Person.District, new KeptCapacityList
        {
            AskedBy = Desk.Person.UserName, Week = Week, Scope = Scope, Places = places, Night = standing.Latest!.Value, Seed = seed, Reason = again ? Reason : null,
            ByOrder = Ids(list.ByOrder), Candidates = Ids(list.Margin), Drawn = Ids(list.Drawn),
        });
        Desk.Audit(again ? "draw capacity list again" : "make capacity list", FormattableString.Invariant($"capacity list {kept.Id}"));
        return kept;
    }

    void Open(KeptCapacityList kept)
    {
        View = CapacityView.Open(kept, Desk, standing, records);
        Desk.Audit("look at capacity list", FormattableString.Invariant($"capacity list {kept.Id}"));
    }

    static IReadOnlyList<string> Ids(IEnumerable<CapacityStudent> students) => [.. students.Select(s => s.StudentId)];

    /// <summary>"7 to 10", or "12" where both ends are the same.</summary>
    public static string Range(ExpectedHits hits) => hits.Low == hits.High ? Words.Count(hits.Low) : $"{Words.Count(hits.Low)} to {Words.Count(hits.High)}";

    /// <summary>"82": of a hundred.</summary>
    public static string Hundredths(double share) => Math.Round(100 * share, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture);

    /// <summary>"0.85".</summary>
    public static string Factor(double factor) => factor.ToString("0.00", CultureInfo.InvariantCulture);
}
