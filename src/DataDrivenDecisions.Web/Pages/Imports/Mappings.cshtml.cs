using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>The district's own mappings: which files they know, who made them, and how to rename, keep or retire one.</summary>
public sealed class MappingsModel(RecordStore records) : DeskPage
{
    /// <summary>Each mapping with what it reads, or with why this version cannot read it.</summary>
    public IReadOnlyList<(KeptMapping Kept, MappingProfile? Profile, string? Fault)> Mappings { get; private set; } = [];
    public string? Problem { get; private set; }

    public string Heading => Mappings.Count == 0 ? "No file has been mapped yet" : $"{Words.Capital(Words.Spelled(Mappings.Count, "kind"))} of files known by your own mappings";

    public void OnGet() => Load();

    public IActionResult OnPostRename(long id, string? name)
    {
        if (records.Mappings.Find(Desk.Person.District, id) is not { } kept)
            return NotFound();
        if (Mapper.WhyNoName(name) is { } why)
            return Refuse(why);
        if (SavedMappings.Format(kept) is not { } format)
            return Refuse("This version cannot read the mapping, so it can only be retired.");
        var profile = format.Profile with { Name = name!.Trim() };
        if (records.Mappings.Replace(Desk.Person.District, id, profile.Name, ProfileText.Of(profile), Desk.Person.UserName) is null)
            return Refuse($"A mapping named “{profile.Name}” is in use already. Choose another name.");
        Desk.Audit("mapping renamed", $"{kept.Name}: {profile.Name}");
        return LocalRedirect("/imports/mappings");
    }

    public IActionResult OnPostRetire(long id)
    {
        if (records.Mappings.Find(Desk.Person.District, id) is not { } kept)
            return NotFound();
        if (records.Mappings.Retire(Desk.Person.District, id, Desk.Person.UserName))
            Desk.Audit("mapping retired", kept.Name);
        return LocalRedirect("/imports/mappings");
    }

    PageResult Refuse(string why)
    {
        Load();
        Problem = why;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    void Load() => Mappings = [.. records.Mappings.List(Desk.Person.District).Select(m => (m, SavedMappings.Format(m)?.Profile, SavedMappings.Fault(m)))];
}
