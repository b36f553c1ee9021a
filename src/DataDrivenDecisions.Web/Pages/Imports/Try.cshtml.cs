using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Api;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>What a delivery would do, before it is loaded: new, changed, ended and unchanged by kind of record and school; then it is loaded from the very same files.</summary>
public sealed class TryModel(RecordStore records, RunningImports imports) : DeskPage
{
    public TriedDelivery Tried { get; private set; } = null!;
    public ChangesView Changes { get; private set; } = null!;

    /// <summary>Why what was asked for was not done, in words.</summary>
    public string? Problem { get; private set; }

    /// <summary>What would be held, in sentences.</summary>
    public IReadOnlyList<string> Holds => [.. Tried.Reports.SelectMany(r => r.Holds)];

    /// <summary>How many known records would end if what would be held were released.</summary>
    public long WouldEnd => Tried.Reports.Sum(r => r.WouldEnd.Sum(h => h.WouldEnd));

    /// <summary>Who could release it.</summary>
    public IReadOnlyList<string> Others => SecondPerson.Others(records, Desk.Person.District, Desk.Person.UserName);

    /// <summary>True when another delivery has been loaded since the try.</summary>
    public bool IsOutdated => Tried.CanBeLoaded && Desk.District.Warehouse.NewestLoad != Tried.Load;

    /// <summary>What would become of the rows, part by part.</summary>
    public IReadOnlyList<(string Label, long Rows)> Law =>
    [
        ("New", Rows(r => r.Added)), ("Changed", Rows(r => r.Changed)), ("Ended", Rows(r => r.Ended)), ("Known already", Rows(r => r.Unchanged)),
        ("Rejected", Rows(r => r.Rejected)), ("Duplicate", Rows(r => r.Duplicate)), ("Held", Rows(r => r.Held)),
    ];

    public string Heading
    {
        get
        {
            if (!Tried.CanBeLoaded)
                return "It cannot be loaded like this";
            long added = Changes.Kinds.Sum(k => k.New), changed = Changes.Kinds.Sum(k => k.Changed), ended = Changes.Kinds.Sum(k => k.Ended);
            List<string> parts = [.. new[] { (added, "would be new"), (changed, "would change"), (ended, "would end") }.Where(p => p.Item1 > 0).Select((p, i) => $"{(i == 0 ? Words.Count(p.Item1, "record") : Words.Count(p.Item1))} {p.Item2}")];
            return parts.Count == 0 ? "Nothing in it would be new" : parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts[..^1])} and {parts[^1]}";
        }
    }

    public IActionResult OnGet(string id) => Find(id) ? Page() : NotFound();

    /// <summary>Loads the files that were tried, as any other delivery, once.</summary>
    public IActionResult OnPostLoad(string id)
    {
        if (!Find(id))
            return NotFound();
        if (!Tried.CanBeLoaded)
        {
            Problem = "Nothing was loaded, since a file of it would be refused. Correct the file, and send the delivery again.";
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        var (tried, tries) = (Tried, Desk.District.Tries);
        if (!tries.TakeOut(tried))
            return NotFound();
        Desk.Audit("load what was tried", tried.Name);
        return LocalRedirect("/imports/running/" + BroughtIn.Load(imports, Desk.Person.District, tried, Desk.District.Folder.Archive, () => tries.Remove(tried)).Id);
    }

    /// <summary>The sources that deliveries have come from.</summary>
    public IReadOnlyList<string> Sources => records.Imports.Sources(Desk.Person.District);

    /// <summary>Tries the same files once more, as the next export of the source that was chosen.</summary>
    public IActionResult OnPostAgain(string id, string? source)
    {
        if (!Find(id))
            return NotFound();
        var (tried, tries) = (Tried, Desk.District.Tries);
        if (!tried.CanBeLoaded || !tries.TakeOut(tried))
            return LocalRedirect("/imports/new");
        return LocalRedirect("/imports/running/" + BroughtIn.Try(imports, Desk.Person.District, new BroughtDelivery(tried.Path, tried.Name, tried.By, tried.Told with { Source = Sources.FirstOrDefault(s => s == source) }), () => tries.Remove(tried)).Id);
    }

    /// <summary>The files that a format of the program reads and a person may map all the same.</summary>
    public IReadOnlyList<ImportReport> Mappable => Tried.CanBeLoaded ? [.. Tried.Reports.Where(r => r.CanBeMappedInstead)] : [];

    /// <summary>Begins a mapping for one of the files, which reads it and its like in the format's place from then on.</summary>
    public IActionResult OnPostMap(string id, string? file)
    {
        if (!Find(id))
            return NotFound();
        if (Mappable.FirstOrDefault(r => r.File == file) is not { } report)
        {
            Problem = "That file cannot be mapped. Choose one of those that are listed.";
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        if (!Desk.District.Tries.TakeOut(Tried))
            return NotFound();
        var draft = Desk.District.Drafts.Start(Tried.Path, Tried.Name, report, takeOver: true, Tried.Told);
        Desk.District.Tries.Remove(Tried);
        return LocalRedirect("/imports/map/" + draft.Id);
    }

    /// <summary>Throws the files away.</summary>
    public IActionResult OnPostDiscard(string id)
    {
        if (!Find(id))
            return NotFound();
        Desk.District.Tries.Remove(Tried);
        return LocalRedirect("/imports/new");
    }

    long Rows(Func<ImportReport, long> of) => Tried.Reports.Sum(of);

    bool Find(string id)
    {
        if (Desk.District.Tries.Find(id, Desk.Person.UserName) is not { } tried)
            return false;
        Tried = tried;
        Changes = ChangesView.Of(Desk, tried.Reports.SelectMany(r => r.Changes));
        return true;
    }
}
