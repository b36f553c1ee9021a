using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules.Backups;

/// <summary>
/// Brings the records in line with a warehouse that was put back: the district is known, and imports that came after the backup count as undone, so that nobody
/// believes a delivery to be in the warehouse that is not.
/// </summary>
static class RestoredDistrict
{
    public static void Settle(RecordStore records, DataFolder beside, RestoredStore store, bool isWhole, TimeProvider clock)
    {
        var slug = store.District!;
        if (!isWhole && records.Districts.Find(slug) is null)
            records.Districts.Add(Known(beside, slug, clock));
        var spool = Path.Combine(beside.Path, "spool");
        using var warehouse = DataWarehouse.Open(new WarehouseSettings { File = Path.Combine(beside.Path, store.StagedAt), Spool = spool }, clock);
        var ledger = warehouse.As(Viewer.Nightly("history")).Ask(LoadedFile.After(0)).Select(f => (f.Load, f.Source, f.Hash)).ToHashSet();
        // Numbers follow each other: from the first load on that is another one, none is the same. What the warehouse has instead is written down when it is opened.
        var order = ImportOrder.Of(records.Imports.List(slug, int.MaxValue));
        var same = order.TakeWhile(d => d.Load is not { } load || ledger.Contains((load, d.Source, d.Hash))).Count();
        foreach (var gone in order.Skip(same).Where(d => d.Load is not null || !HeldImport.IsOpen(d)))
            records.Imports.SetState(gone.Id, UndoneImport.Undone);
    }

    static DistrictRecord Known(DataFolder beside, string slug, TimeProvider clock)
    {
        var lookedInto = Path.Combine(beside.Path, RestoreSource.LookedInto);
        if (Directory.Exists(lookedInto))
        {
            using var backedUp = RecordStore.Open(DataFolder.At(lookedInto), clock);
            if (backedUp.Districts.Find(slug) is { } known)
                return known;
        }
        throw new RestoreRefused($"There is no district '{slug}' here. Add it with 'district add {slug}', and restore with --set-aside then.");
    }
}
