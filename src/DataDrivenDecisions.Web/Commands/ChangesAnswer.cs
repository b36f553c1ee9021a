using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Web.Pages.Shared;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>What a delivery would do by kind of record and school: students by id, never by name, and no value that is private to a person.</summary>
static class ChangesAnswer
{
    public static object Json(EntityChanges c) => new
    {
        c.Entity, c.School, c.New, c.Changed, c.Ended, c.Unchanged, held = c.Waiting,
        examples = Shown(c).Select(e => new
        {
            e.Kind, e.Student, e.Key,
            fields = e.Fields.Select(f => f.IsPrivate ? new { f.Field, Old = (string?)null, New = (string?)null, isPrivate = true } : new { f.Field, f.Old, f.New, isPrivate = false }),
        }),
    };

    public static void Write(TextWriter words, IReadOnlyList<ImportReport> reports)
    {
        var all = EntityChanges.Together(reports.SelectMany(r => r.Changes));
        if (all.Count == 0)
            return;
        words.WriteLine();
        words.WriteLine("What would happen, in records:");
        Words.Table(words, ["kind of record", "school", "new", "changed", "ended", "unchanged", "held"],
            all.Select(c => new[] { RecordKinds.Named(c.Entity), SchoolOf(c), Words.Of(c.New), Words.Of(c.Changed), Words.Of(c.Ended), Words.Of(c.Unchanged), Words.Of(c.Waiting) }));
        words.WriteLine();
        foreach (var c in all)
            foreach (var kind in Shown(c).GroupBy(e => e.Kind))
                words.WriteLine($"  {RecordKinds.Named(c.Entity)}, {SchoolOf(c)}, {kind.Key}: {string.Join("; ", kind.Select(Sentence).Distinct(StringComparer.Ordinal))}");
    }

    static string SchoolOf(EntityChanges c) => c.School is null ? "District" : c.SchoolName is null ? c.School : $"{c.School} {c.SchoolName}";

    static string Sentence(ChangeExample e)
    {
        var which = string.Join(", ", new[] { e.Student, e.Key }.OfType<string>());
        return e.Fields.Count == 0 ? which : $"{which} ({string.Join(", ", e.Fields.Select(f => f.IsPrivate ? f.Field : $"{f.Field} {f.Old ?? "nothing"} → {f.New ?? "nothing"}"))})";
    }

    // That a student is in a sensitive program is itself a secret, so such examples stay out.
    static IEnumerable<ChangeExample> Shown(EntityChanges c) => c.Examples.Where(e => e.Sensitivity is null);
}
