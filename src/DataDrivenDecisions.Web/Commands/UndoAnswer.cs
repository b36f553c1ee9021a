using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>How an undo is told before it is done and afterwards: by counts, files and lines, never by anybody's name.</summary>
static class UndoAnswer
{
    /// <summary>For scripts: what would go or has gone.</summary>
    public static object Json(UndoPlan plan, UndoReport? done) => new
    {
        plan.Delivery.Id,
        state = done is null ? plan.Delivery.State : UndoneImport.Undone,
        isDone = done is not null,
        nightsUndone = plan.Outlook.Nights.Count,
        nights = plan.Outlook.Nights,
        rows = plan.Outlook.Rows.Select(r => new { r.Entity, r.Added, r.Changed, r.Ended }),
        builtOn = plan.Outlook.BuiltOn.Select(b => new { import = ImportOf(plan, b.Load), b.Entity, b.Count }),
        builtOnRows = plan.Outlook.Examples.Select(e => new { import = ImportOf(plan, e.Load), e.Entity, e.File, e.Line }),
        loadedAgain = plan.Again.Select(d => d.Id),
        changedState = (done?.Changed ?? []).Select(d => new { d.Id, d.State }),
    };

    /// <summary>What would go, before it is asked for.</summary>
    public static void Write(TextWriter words, UndoPlan plan)
    {
        words.WriteLine($"Undoing import {plan.Delivery.Id} ({plan.Delivery.Name}, {Words.Of(plan.Delivery.At)}) would take back:");
        Words.Table(words, ["records", "added", "changed", "ended"], plan.Outlook.Rows.Select(r => new[] { r.Entity, Words.Of(r.Added), Words.Of(r.Changed), Words.Of(r.Ended) }));
        if (plan.Outlook.BuiltOn.Count > 0)
        {
            words.WriteLine();
            words.WriteLine("Later imports have built on it; they are loaded again without it:");
            Words.Table(words, ["import", "records", "rows"], plan.Outlook.BuiltOn.Select(b => new[] { ImportOf(plan, b.Load), b.Entity, Words.Of(b.Count) }));
            words.WriteLine("A few of each; all of them go into a file with --rows FILE:");
            foreach (var rows in plan.Outlook.BuiltOn)
                WriteFew(words, plan, rows);
        }
        else if (plan.Again.Count > 0)
        {
            words.WriteLine($"{Number(plan.Again.Count, "later import")} built nothing on it and {(plan.Again.Count == 1 ? "stays" : "stay")}.");
        }
        foreach (var same in plan.SameAgain)
            words.WriteLine($"Import {same.Id} brought the same files again: it will count in its place. Undo that one too if they are wrong.");
        if (plan.Outlook.Nights.Count > 0)
            words.WriteLine($"What {Nights(plan)} had published goes with it ({string.Join(", ", plan.Outlook.Nights)}).");
    }

    static void WriteFew(TextWriter words, UndoPlan plan, BuiltOnRows rows)
    {
        var shown = plan.Outlook.ExamplesOf(rows);
        foreach (var row in shown)
            words.WriteLine(row.Line > 0 ? $"  import {ImportOf(plan, row.Load)}: {row.File} line {row.Line} ({row.Entity})" : $"  import {ImportOf(plan, row.Load)}: ended by not being named any more ({row.Entity})");
        if (rows.Count > shown.Count)
            words.WriteLine($"  import {ImportOf(plan, rows.Load)}: {rows.Count - shown.Count} more ({rows.Entity})");
    }

    /// <summary>What has been done.</summary>
    public static void Write(TextWriter words, UndoReport report)
    {
        var plan = report.Plan;
        words.WriteLine(plan.Outlook.Nights.Count == 0
            ? $"Import {plan.Delivery.Id} was taken back."
            : $"Import {plan.Delivery.Id} was taken back, and with it what {Nights(plan)} had published since. The next night judges the students anew; 'analyze' does it now.");
        if (plan.Again.Count > 0)
            words.WriteLine($"{Number(plan.Again.Count, "later import")} {(plan.Again.Count == 1 ? "was" : "were")} loaded again without it.");
        foreach (var changed in report.Changed)
            words.WriteLine($"Import {changed.Id} is now {changed.State}.");
    }

    static string Nights(UndoPlan plan) => plan.Outlook.Nights.Count == 1 ? "1 analysis" : $"{plan.Outlook.Nights.Count} analyses";

    static string Number(int count, string one) => count == 1 ? $"1 {one}" : $"{count} {one}s";

    static string ImportOf(UndoPlan plan, long load) => plan.ImportOf(load) is { } import ? Words.Of(import.Id) : "–";
}
