using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Api;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>The first step of a mapping: what was found out about the file, and only the questions that it cannot answer itself.</summary>
public sealed class MapModel(RecordStore records, RunningImports imports) : MapPage
{
    /// <summary>What was answered, by what it is about, when not all was.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string Heading => Draft.Fits.Count > 0 ? "This file fits several mappings: which one is meant?" : $"This looks like {Profile.Kind.Title.ToLowerInvariant()}";

    public IActionResult OnGet(string id)
    {
        if (!Open(id))
            return NotFound();
        Desk.Audit("mapping begun", Draft.File);
        return Page();
    }

    /// <summary>Another kind of content, sheet or header: everything is suggested anew.</summary>
    public IActionResult OnPostCut(string id, string? sheet, string? kind, bool? header)
    {
        if (!Open(id))
            return NotFound();
        Keep(Mapper.Cut(Draft, sheet, kind, header));
        return LocalRedirect(Step(""));
    }

    public IActionResult OnPostAnswer(string id)
    {
        if (!Open(id))
            return NotFound();
        Answers = FirstQuestions.Select(q => (q.About, Answer: Request.Form["answer-" + q.About].ToString(), q.Answers)).Where(a => a.Answers.Contains(a.Answer, StringComparer.Ordinal))
            .ToDictionary(a => a.About, a => a.Answer, StringComparer.Ordinal);
        if (Answers.Count < FirstQuestions.Count)
            return Refuse("Answer the question first. The file itself cannot tell, and nothing is guessed.");
        var kind = Profile.Kind.Name;
        Keep(Mapper.Answered(Draft, Answers));
        return LocalRedirect(Profile.Kind.Name == kind ? Step("columns") : Step(""));
    }

    /// <summary>Reads the delivery by one of the mappings that fit it alike.</summary>
    public IActionResult OnPostUse(string id, string? mapping)
    {
        if (!Open(id))
            return NotFound();
        if (mapping is null || !Draft.Fits.Contains(mapping, StringComparer.Ordinal) || records.Mappings.Find(Desk.Person.District, mapping) is not { } kept || SavedMappings.Format(kept) is not { } format)
            return Refuse("Choose one of the mappings.");
        var (draft, drafts) = (Draft, Desk.District.Drafts);
        var options = draft.Options(Desk.Person.UserName) with { Mapping = format, Archive = Desk.District.Folder.Archive };
        return LocalRedirect("/imports/running/" + BroughtIn.Start(imports, Desk.Person.District, draft.Delivery, draft.Name, options, () => drafts.Remove(draft)).Id);
    }

    public IActionResult OnPostDiscard(string id)
    {
        if (!Open(id))
            return NotFound();
        Desk.District.Drafts.Remove(Draft);
        return LocalRedirect("/imports");
    }
}
