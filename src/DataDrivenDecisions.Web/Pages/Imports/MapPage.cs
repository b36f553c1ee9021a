using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Importing.Mapping.Detecting;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>One step on the way from a file that nobody knows to a mapping; what was said so far lies in the draft, never in the address.</summary>
public abstract class MapPage : DeskPage
{
    public MappingDraft Draft { get; private set; } = null!;

    /// <summary>What is suggested, with everything that was said so far in its place.</summary>
    public MappingSuggestion Suggestion { get; private set; } = null!;
    public MappingProfile Profile => Suggestion.Profile;

    /// <summary>Why a step cannot be taken yet, in words.</summary>
    public string? Problem { get; protected set; }

    /// <summary>Questions that the first step asks: how dates and decimals are written, and what the file is about.</summary>
    public IReadOnlyList<OpenQuestion> FirstQuestions => [.. Profile.Questions.Where(q => q.About is "kind" or "decimal" || q.Answers.Contains(ProfileWords.DayFirst, StringComparer.Ordinal))];

    protected Mapper Mapper => new(RosterLook.Of(Desk.District.Warehouse), Desk.District.Limits);

    protected string Step(string name) => $"/imports/map/{Draft.Id}{(name.Length == 0 ? "" : "/" + name)}";

    /// <summary>Opens the draft; false when there is none of that number in the district.</summary>
    protected bool Open(string id)
    {
        if (Desk.District.Drafts.Find(id) is not { } draft)
            return false;
        Take(draft);
        return true;
    }

    /// <summary>Keeps what was said and looks at the file anew.</summary>
    protected void Keep(MappingDraft draft)
    {
        Desk.District.Drafts.Save(draft);
        Take(draft);
    }

    protected PageResult Refuse(string why)
    {
        Problem = why;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    void Take(MappingDraft draft)
    {
        Draft = draft;
        Suggestion = Mapper.Look(draft);
    }
}
