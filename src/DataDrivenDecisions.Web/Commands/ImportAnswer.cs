using DataDrivenDecisions.Importing;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>How an import's reports are told: as JSON for scripts, as causes for people.</summary>
static class ImportAnswer
{
    /// <summary>The most rejects in JSON; all of them are in the history.</summary>
    const int MostRejects = 100;

    /// <summary>One object per data file. The lines themselves stay out: they may hold a student's data.</summary>
    public static object Json(ImportReport r) => new
    {
        r.File, r.Format, r.Delivery, r.Batch, r.Import, r.State, r.RowsIn, r.Loaded, r.Added, r.Changed, r.Ended, r.Unchanged, r.Rejected, r.Duplicate, r.Held, r.Skipped,
        r.EndedByAbsence, r.Placeholders, r.Warnings, r.Holds, wouldEnd = r.WouldEnd.Sum(h => h.WouldEnd), r.Refusal, r.Matching, changes = r.Changes.Select(ChangesAnswer.Json),
        causes = r.Causes.Select(c => new { c.Rule, c.Column, c.Count, c.ExampleLine, c.Reason, c.Fix }),
        rejects = r.Rejects.Take(MostRejects).Select(j => new { j.Line, j.Column, j.Rule, j.Reason, j.Fix }),
        seconds = Words.Rounded(r.Seconds),
    };

    public static void Write(TextWriter words, IReadOnlyList<ImportReport> reports)
    {
        Words.Table(words, ["file", "format", "state", "rows in", "loaded", "unchanged", "rejected", "duplicate", "held", "ended"],
            reports.Select(r => new[]
            {
                r.File, r.Format ?? "–", r.State, Words.Of(r.RowsIn), Words.Of(r.Loaded), Words.Of(r.Unchanged), Words.Of(r.Rejected), Words.Of(r.Duplicate), Words.Of(r.Held), Words.Of(r.EndedByAbsence),
            }));
        ChangesAnswer.Write(words, reports);
        foreach (var report in reports)
            WriteTroubles(words, report);
        foreach (var held in reports.Where(r => r.WouldEnd.Count > 0).GroupBy(r => (r.Delivery, r.Import)))
            WriteRelease(words, held.Key.Import, held.Sum(r => r.WouldEnd.Sum(h => h.WouldEnd)));
    }

    static void WriteRelease(TextWriter words, long? import, long wouldEnd)
    {
        words.WriteLine();
        words.WriteLine(Words.WouldEnd(wouldEnd) + (import is null ? "" : $" Look at the delivery, then release it with 'imports approve {import}', or leave it."));
    }

    static void WriteTroubles(TextWriter words, ImportReport report)
    {
        if (report.Causes.Count + report.Warnings.Count + report.Holds.Count == 0 && report.Refusal is null)
            return;
        words.WriteLine();
        words.WriteLine(report.File);
        if (report.Refusal is { } refusal)
            words.WriteLine($"  Refused: {refusal}");
        foreach (var hold in report.Holds)
            words.WriteLine(report.Import is null ? $"  It would be held: {hold}" : $"  Held: {hold}");
        foreach (var cause in report.Causes)
            words.WriteLine($"  {cause.Count} × {cause.Column ?? "row"}: {cause.Reason} (line {cause.ExampleLine} is the first) {cause.Fix}");
        foreach (var warning in report.Warnings)
            words.WriteLine($"  Note: {warning}");
    }
}
