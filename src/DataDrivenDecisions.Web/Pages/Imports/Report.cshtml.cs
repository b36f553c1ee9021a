using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Api;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static System.FormattableString;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>What became of one delivery: what is held, that every row is accounted for, why rows were rejected, and file by file.</summary>
public sealed class ReportModel(RecordStore records, RunningImports imports) : DeskPage
{
    public ImportedDelivery Delivery { get; private set; } = null!;
    public IReadOnlyList<RejectCause> Causes { get; private set; } = [];

    public long RowsIn => Delivery.Files.Sum(f => f.RowsIn);
    public long Loaded => Delivery.Files.Sum(f => f.Loaded);
    public long Unchanged => Delivery.Files.Sum(f => f.Unchanged);
    public long Rejected => Delivery.Files.Sum(f => f.Rejected);
    public long Duplicate => Delivery.Files.Sum(f => f.Duplicate);
    public long Held => Delivery.Files.Sum(f => f.Held);
    public IReadOnlyList<ImportedFile> Refused => [.. Delivery.Files.Where(f => f.State == "refused")];
    public IReadOnlyList<ImportedFile> HeldFiles => [.. Delivery.Files.Where(f => f.State == "held")];
    public bool IsHeld => Delivery.State == "held";

    /// <summary>True when somebody has kept what is on file: what waited is out, and can still be released.</summary>
    public bool IsKeptOut => Delivery.State == HeldImport.KeptOut;
    public bool CanRelease => HeldImport.IsOpen(Delivery) && Delivery.ArchivedAs is not null;
    public long EndedByAbsence => Delivery.Files.Sum(f => f.EndedByAbsence);

    /// <summary>What the release of what is held would do; null where nothing is held, or nothing was counted.</summary>
    public ChangesView? WouldChange { get; private set; }

    /// <summary>A file of it that nobody knows and that waits to be mapped, or null.</summary>
    public MappingDraft? Draft { get; private set; }

    /// <summary>True for one of the last ten loads: a page shows what would go before it does.</summary>
    public bool CanUndo => UndoneImport.WhyNot(records, Desk.Person.District, Delivery) is null;

    /// <summary>The others who could release what is held.</summary>
    public IReadOnlyList<string> Others => SecondPerson.Others(records, Desk.Person.District, Desk.Person.UserName);

    /// <summary>True when whoever looks brought it in, and another person can release it.</summary>
    public bool MustBeSomebodyElse => SecondPerson.Brought(Delivery, Desk.Person.UserName) && Others.Count > 0;

    /// <summary>True when whoever looks brought it in, and nobody else can release it.</summary>
    public bool IsAlone => SecondPerson.Brought(Delivery, Desk.Person.UserName) && Others.Count == 0;

    /// <summary>Why what was asked for was not done, in words.</summary>
    public string? Problem { get; private set; }

    public string Heading
    {
        get
        {
            var read = $"{Words.Count(RowsIn, "row")} read.";
            var rejected = Rejected == 0 ? "None was rejected" : $"{Words.Count(Rejected)} {(Rejected == 1 ? "was" : "were")} rejected";
            return IsHeld ? $"{read} {rejected}, and {Words.Count(Held)} wait for you."
                : Refused.Count > 0 ? $"{read} {rejected}, and {Words.Spelled(Refused.Count, "file")} could not be read."
                : Delivery.State == "undone" ? $"{Words.Count(RowsIn, "row")} were read, and all of it was undone."
                : IsKeptOut ? $"{read} {rejected}, and {Words.Count(Held)} {(Held == 1 ? "was" : "were")} kept out."
                : Delivery.State == "released" ? $"{read} {rejected}. What was held has been released."
                : Delivery.State == "unchanged" ? $"{read} Nothing in it was new." : $"{read} {rejected}.";
        }
    }

    public IActionResult OnGet(long id) => Find(id) ? Page() : NotFound();

    /// <summary>Loads what is held, from the archived delivery, once the person has said that it is meant.</summary>
    public IActionResult OnPostRelease(long id, bool isMeant, long? ending)
    {
        if (!Find(id))
            return NotFound();
        if (HeldImport.WhyNot(records, Desk.Person.District, Delivery) is { } why)
            return Refuse(StatusCodes.Status409Conflict, why);
        if (!isMeant)
            return Refuse(StatusCodes.Status400BadRequest, "Nothing was released. Tick the box to say that these records have truly ended, then release them.");
        var by = Desk.Person.UserName;
        if (SecondPerson.WhyNot(records, Desk.Person.District, Delivery, by, ending) is { } whyNotShe)
            return Refuse(StatusCodes.Status403Forbidden, whyNotShe);
        var running = imports.Start(Desk.Person.District, Delivery.Name, (district, progress) => HeldImport.Release(district, id, by, ending, progress));
        return LocalRedirect("/imports/running/" + running.Id);
    }

    /// <summary>Keeps what is on file; the held rows stay out.</summary>
    public IActionResult OnPostKeep(long id)
    {
        if (!Find(id))
            return NotFound();
        return Decided(HeldImport.Keep(records, Delivery, Desk.Person.UserName));
    }

    /// <summary>Lets what was kept out wait again, as if nobody had decided.</summary>
    public IActionResult OnPostReopen(long id)
    {
        if (!Find(id))
            return NotFound();
        return Decided(HeldImport.Reopen(records, Delivery, Desk.Person.UserName));
    }

    IActionResult Decided(string? whyNot) => whyNot is null ? LocalRedirect(Invariant($"/imports/{Delivery.Id}")) : Refuse(StatusCodes.Status409Conflict, whyNot);

    /// <summary>The parts of the bar in per cent; small parts are drawn wider, so that they can be seen.</summary>
    public IReadOnlyList<(string Kind, double At, double Wide)> Bar
    {
        get
        {
            const double least = 1.2;
            (string Kind, long Rows)[] parts = [("loaded", Loaded), ("held", Held), ("unchanged", Unchanged), ("rejected", Rejected), ("duplicate", Duplicate)];
            var shown = parts.Where(p => p.Rows > 0).Select(p => (p.Kind, Wide: Math.Max(least, 100.0 * p.Rows / Math.Max(1, RowsIn)))).ToList();
            var gaps = 0.3 * Math.Max(0, shown.Count - 1);
            var scale = (100 - gaps) / Math.Max(1, shown.Sum(p => p.Wide));
            var at = 0.0;
            var bar = new List<(string, double, double)>();
            foreach (var (kind, wide) in shown)
            {
                bar.Add((kind, at, wide * scale));
                at += wide * scale + 0.3;
            }
            return bar;
        }
    }

    PageResult Refuse(int status, string why)
    {
        Problem = why;
        Response.StatusCode = status;
        return Page();
    }

    bool Find(long id)
    {
        if (records.Imports.Show(Desk.Person.District, id) is not { } delivery)
            return false;
        Delivery = delivery;
        Causes = records.Imports.Causes(id);
        Draft = Desk.District.Drafts.OfImport(id);
        var waiting = HeldImport.IsOpen(delivery) ? delivery.Files.SelectMany(f => ChangesText.Read(f.ChangesJson)).Where(c => c.Waiting > 0).ToList() : [];
        WouldChange = waiting.Count == 0 ? null : ChangesView.Of(Desk, waiting);
        return true;
    }
}
