using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Api;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static System.FormattableString;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>The students of an import whom the roster does not know: who may be meant, for a person to say it once, and the rows that come in afterwards.</summary>
public sealed class UnmatchedModel(RecordStore records, RunningImports imports) : DeskPage
{
    const int PerPart = 20;

    public ImportedDelivery Delivery { get; private set; } = null!;
    public IReadOnlyList<UnmatchedStudent> Shown { get; private set; } = [];

    /// <summary>Students of whom nothing is decided, and those whom somebody has found to be unknown.</summary>
    public int Open { get; private set; }
    public int Nobody { get; private set; }

    /// <summary>Rejected rows whose student is known by now.</summary>
    public int ReadyRows { get; private set; }

    /// <summary>The import that took rows in afterwards, or null.</summary>
    public ImportedDelivery? Taken { get; private set; }

    /// <summary>The stretch of the list that is shown, from 1.</summary>
    public int Part { get; private set; }
    public int Parts { get; private set; }

    /// <summary>Why what was asked for was not done, in words.</summary>
    public string? Problem { get; private set; }

    /// <summary>True while rows wait that no later import has taken in.</summary>
    public bool CanTakeIn => ReadyRows > (Taken?.Files.Sum(f => f.RowsIn) ?? 0);

    public string Heading => Open > 0 ? $"{Words.Capital(Words.Spelled(Open, "student"))} {(Open == 1 ? "is" : "are")} not on the roster by {(Open == 1 ? "this id" : "these ids")}"
        : CanTakeIn ? $"{Words.Count(ReadyRows, "row")} can come in now"
        : "Nothing is left to decide";

    /// <summary>"Jonson, Ann", or what the file says in place of it.</summary>
    public static string Name(string? family, string? given) => (family, given) switch
    {
        (null, null) => "No name in the file",
        ({ } f, null) => f,
        (null, { } g) => g,
        var (f, g) => $"{f}, {g}",
    };

    public IActionResult OnGet(long id, int part = 1)
    {
        if (!Find(id))
            return NotFound();
        Desk.Audit("unmatched students seen", Invariant($"import {id}"));
        return Look(id, part);
    }

    /// <summary>Keeps the person's word: this is the student, or, without one, none of them.</summary>
    public IActionResult OnPostDecide(long id, string? file, long line, string? student, int part = 1)
    {
        if (!Find(id))
            return NotFound();
        try
        {
            UnmatchedImport.Decide(Desk.District, id, file, line, string.IsNullOrWhiteSpace(student) ? null : student.Trim(), Desk.Person.UserName);
        }
        catch (ReleaseRefused why)
        {
            return Refuse(id, part, why.Message);
        }
        return LocalRedirect(Invariant($"/imports/{id}/unmatched?part={part}"));
    }

    /// <summary>Imports the rows whose students are known by now, from the archived copy.</summary>
    public IActionResult OnPostTakeIn(long id)
    {
        if (!Find(id))
            return NotFound();
        Look(id, 1);
        if (Problem is not null || !CanTakeIn)
            return Refuse(id, 1, Problem ?? "No row waits for its student any more. Say first who the students are.");
        var by = Desk.Person.UserName;
        var running = imports.Start(Desk.Person.District, Delivery.Name, (district, progress) => UnmatchedImport.TakeIn(district, id, by, progress));
        return LocalRedirect("/imports/running/" + running.Id);
    }

    PageResult Look(long id, int part)
    {
        try
        {
            var unmatched = UnmatchedImport.Of(Desk.District, id);
            (Nobody, Open) = (unmatched.Students.Count(s => s.IsNobody), unmatched.Students.Count(s => !s.IsNobody));
            ReadyRows = unmatched.ReadyRows;
            Taken = UnmatchedImport.TakenIn(records, Desk.Person.District, Delivery);
            Parts = Math.Max(1, (unmatched.Students.Count + PerPart - 1) / PerPart);
            Part = Math.Clamp(part, 1, Parts);
            Shown = [.. unmatched.Students.Skip((Part - 1) * PerPart).Take(PerPart)];
        }
        catch (ReleaseRefused why)
        {
            Problem = why.Message;
        }
        return Page();
    }

    PageResult Refuse(long id, int part, string why)
    {
        Look(id, part);
        Problem = why;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    bool Find(long id)
    {
        if (records.Imports.Show(Desk.Person.District, id) is not { } delivery)
            return false;
        Delivery = delivery;
        return true;
    }
}
