using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Api;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>The last step of a mapping: what would happen, with what would be rejected and why; then it is saved under a name and the file is loaded.</summary>
public sealed class MapCheckModel(RecordStore records, RunningImports imports) : MapPage
{
    public IReadOnlyList<ImportReport> Reports { get; private set; } = [];

    /// <summary>The report of the file that is mapped.</summary>
    public ImportReport Report => Reports.FirstOrDefault(r => r.Format == Profile.Name) ?? Reports[0];

    /// <summary>What the delivery would do, by kind of record and school.</summary>
    public ChangesView Changes { get; private set; } = null!;

    /// <summary>The name that the person gave.</summary>
    public string Name { get; private set; } = "";

    public string Heading => Report.Refusal is not null ? "It cannot be read like this"
        : Report.RowsIn > 0 && Report.Rejected * 2 > Report.RowsIn ? $"{Words(Report.Rejected)} of {Words(Report.RowsIn)} rows would be rejected"
        : $"{Words(Report.RowsIn - Report.Rejected)} of {Words(Report.RowsIn)} rows can be taken";

    public IActionResult OnGet(string id)
    {
        if (!Open(id))
            return NotFound();
        if (WhyNotYet() is { } earlier)
            return LocalRedirect(earlier);
        Try(Mapper.Finished(Draft, Profile.Name));
        return Page();
    }

    public IActionResult OnPost(string id, string? name)
    {
        if (!Open(id))
            return NotFound();
        if (WhyNotYet() is { } earlier)
            return LocalRedirect(earlier);
        if (Mapper.WhyNoName(name) is { } why)
            return RefuseName(why, name);
        var format = new MappedFormat(Mapper.Finished(Draft, name!));
        if (records.Mappings.Save(Desk.Person.District, format.Name, ProfileText.Of(format.Profile), Desk.Person.UserName) is null)
            return RefuseName($"A mapping named “{format.Name}” is in use already. Choose another name.", name);
        Desk.Audit("mapping saved", format.Name);
        var (draft, drafts) = (Draft, Desk.District.Drafts);
        // A zip or folder holds other files too, each for its own format; the saved mapping takes part in telling them.
        var options = draft.Options(Desk.Person.UserName) with { Mapping = IsOneFile ? format : null, Archive = Desk.District.Folder.Archive };
        return LocalRedirect("/imports/running/" + BroughtIn.Start(imports, Desk.Person.District, draft.Delivery, draft.Name, options, () => drafts.Remove(draft)).Id);
    }

    bool IsOneFile => System.IO.File.Exists(Draft.Delivery) && !Draft.Delivery.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    string? WhyNotYet() => FirstQuestions.Count > 0 ? Step("") : Profile.Questions.Count > 0 ? Step("columns") : null;

    void Try(MappingProfile profile)
    {
        var format = new MappedFormat(profile);
        Reports = Desk.District.Importer.Import([Draft.Delivery], Draft.Options(Desk.Person.UserName) with { DryRun = true, Mapping = IsOneFile ? format : null, Trial = IsOneFile ? null : format });
        Changes = ChangesView.Of(Desk, Reports.SelectMany(r => r.Changes));
    }

    PageResult RefuseName(string why, string? name)
    {
        Name = name ?? "";
        Try(Mapper.Finished(Draft, Profile.Name));
        return Refuse(why);
    }

    static string Words(long n) => Hosting.Words.Count(n);
}
