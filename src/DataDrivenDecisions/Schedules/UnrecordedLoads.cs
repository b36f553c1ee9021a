using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>
/// Deliveries that the warehouse holds and the history does not know, because the process ended between the two or the warehouse came out of a backup. They are written into the history
/// when the district is opened, so that they can be looked at and undone like any other.
/// </summary>
static class UnrecordedLoads
{
    const string Words = "The process ended before the report was written, or the warehouse was put back from a backup, so the reasons of rejected rows are not kept. All that could be loaded is loaded; bring the same delivery again to see what was rejected.";

    /// <summary>Writes what is missing, oldest first, and says how many deliveries that were.</summary>
    /// <param name="place">The district.</param>
    /// <param name="records">Where the history is.</param>
    /// <param name="warehouse">What holds the loads.</param>
    /// <param name="clock">The district's clock.</param>
    /// <param name="folder">Where deliveries are kept.</param>
    /// <param name="but">A load whose own report is about to be written.</param>
    public static int Record(DistrictRecord place, RecordStore records, DataWarehouse warehouse, TimeProvider clock, DistrictFolder folder, long? but = null)
    {
        // Numbers are given anew after an undo, so only a delivery that stands counts.
        var known = records.Imports.List(place.Slug, int.MaxValue).Where(d => d.State != "undone").Select(d => d.Load).OfType<long>().ToHashSet();
        var missing = warehouse.As(Viewer.Nightly("history")).Ask(LoadedFile.After(0)).Where(f => f.Load != but && !known.Contains(f.Load)).GroupBy(f => f.Load).OrderBy(l => l.Key).ToList();
        foreach (var load in missing)
            records.Imports.Save(place.Slug, Delivery([.. load], folder), clock);
        return missing.Count;
    }

    static ImportedDelivery Delivery(IReadOnlyList<LoadedFile> files, DistrictFolder folder) => new()
    {
        Name = files[0].Delivery,
        Source = files[0].Source,
        Hash = files[0].Hash,
        By = files[0].LoadedBy,
        Load = files[0].Load,
        State = State(files[0]),
        ArchivedAs = Path.Combine(folder.Archive, files[0].Hash + ".zip") is var kept && File.Exists(kept) ? kept : null,
        Files =
        [
            .. files.OrderBy(f => f.File, StringComparer.Ordinal).Select(f => new ImportedFile
            {
                File = f.File, Format = f.Format, State = State(f), RowsIn = f.RowsLoaded + f.RowsUnchanged + f.RowsRejected,
                Changed = f.RowsLoaded, Unchanged = f.RowsUnchanged, Rejected = f.RowsRejected, Warnings = [Words],
            }),
        ],
    };

    static string State(LoadedFile file) => file.State == "held" ? "held" : "loaded";
}
