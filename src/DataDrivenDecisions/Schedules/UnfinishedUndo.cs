using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>
/// An undo whose process ended, or that failed, between warehouse and history: the warehouse has done it wholly or not at all, and the history is brought
/// in line with what it says.
/// </summary>
static class UnfinishedUndo
{
    /// <summary>Stands before the state of an import while it is being undone.</summary>
    public const string Mark = "undoing:";

    /// <summary>Finishes what was interrupted before the district was opened.</summary>
    public static void FinishAll(DistrictRecord place, RecordStore records, DataWarehouse warehouse)
    {
        foreach (var marked in records.Imports.List(place.Slug, int.MaxValue).Where(d => d.State.StartsWith(Mark, StringComparison.Ordinal)).ToList())
            Finish(place.Slug, records, warehouse, marked with { State = marked.State[Mark.Length..] });
    }

    /// <summary>Brings the history in line after a failure.</summary>
    /// <param name="district">Where.</param>
    /// <param name="delivery">The import that was to be undone, in the state that it had before.</param>
    public static void Finish(District district, ImportedDelivery delivery) => Finish(district.Slug, district.Records, district.Warehouse, delivery);

    static void Finish(string district, RecordStore records, DataWarehouse warehouse, ImportedDelivery delivery)
    {
        var history = records.Imports.List(district, int.MaxValue);
        var order = ImportOrder.Of([.. history.Select(d => d.Id == delivery.Id ? delivery : d)]);
        var later = order.SkipWhile(d => d.Id != delivery.Id).Skip(1).ToList();
        var ledger = warehouse.As(Viewer.Nightly("history")).Ask(LoadedFile.After(delivery.Load!.Value - 1))
            .GroupBy(f => f.Load).OrderBy(l => l.Key).Select(l => (Load: l.Key, l.First().Source, l.First().Hash)).ToList();
        // Undone, there is one load less of its kind than the history counts, whatever numbers the others now have.
        var isSame = (string source, string hash) => source == delivery.Source && hash == delivery.Hash;
        if (ledger.Count > 0 && ledger[0].Load == delivery.Load && isSame(ledger[0].Source, ledger[0].Hash)
            && ledger.Count(l => isSame(l.Source, l.Hash)) > later.Count(d => d.Load is not null && isSame(d.Source, d.Hash)) && IsAsBefore(ledger, later))
        {
            records.Imports.SetState(delivery.Id, delivery.State);
            return;
        }
        var next = 0;
        var renumbered = new List<ImportedDelivery>();
        foreach (var one in later)
        {
            var found = next < ledger.Count && ledger[next].Source == one.Source && ledger[next].Hash == one.Hash;
            var load = found ? ledger[next++].Load : (long?)null;
            var state = one.Load is null == load is null ? one.State : found ? ImportState.Loaded : ImportState.Unchanged;
            renumbered.Add(one with { Load = load, State = state, Files = WithRejects(records, one) });
        }
        records.Imports.Undone(delivery.Id, renumbered);
    }

    // The loads after it have kept their numbers only if nothing was taken back.
    static bool IsAsBefore(List<(long Load, string Source, string Hash)> ledger, List<ImportedDelivery> later) =>
        later.Where(d => d.Load is not null).All(d => ledger.Exists(l => l.Load == d.Load && l.Source == d.Source && l.Hash == d.Hash));

    static IReadOnlyList<ImportedFile> WithRejects(RecordStore records, ImportedDelivery delivery) =>
        [.. delivery.Files.Select(f => f with { Rejects = records.Imports.Rejects(f.Id) })];
}
