using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Warehouse.Snapshots;

/// <summary>Makes one night's snapshot: the documented views as Parquet files that other programs may read, all of one load, as the district's policy lets them out.</summary>
/// <param name="warehouse">The district's warehouse.</param>
/// <param name="spool">The folder that the warehouse may write to; what is unfinished lies there and nowhere else.</param>
/// <param name="folder">Where finished snapshots stand, on the same disk.</param>
public sealed class Snapshot(DataWarehouse warehouse, string spool, SnapshotFolder folder)
{
    /// <summary>What the folders of a snapshot that is being made begin with.</summary>
    internal const string Unfinished = "snapshot-";

    /// <summary>Makes the snapshot of the district's day and puts it in place; older ones beyond those that are kept go.</summary>
    /// <param name="district">The district's short name.</param>
    /// <param name="policy">What may go out.</param>
    /// <param name="madeAt">When it is made.</param>
    /// <param name="progress">Gets a sentence per view.</param>
    /// <param name="stop">Stops between views; nothing is left behind.</param>
    public FoundSnapshot Make(string district, SnapshotPolicy policy, DateTimeOffset madeAt, IProgress<string>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var viewer = Viewer.Nightly("snapshot");
        var reader = warehouse.As(policy.HasSensitive ? viewer : viewer.WithoutSensitive());
        var day = warehouse.Today;
        ClearAway();
        var work = Path.Combine(spool, Unfinished + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(work);
        try
        {
            List<SnapshotView> views = [];
            using var parquet = warehouse.Parquet(spool);
            foreach (var view in reader.Views().Where(policy.Lets))
            {
                stop.ThrowIfCancellationRequested();
                progress?.Report($"Writing {view}");
                views.Add(reader.WriteParquet(parquet, view, work, column => policy.Lets(view, column)));
            }
            var manifest = new SnapshotManifest
            {
                District = district, Day = day, MadeAt = madeAt, Load = reader.AsOfLoad, HasNames = policy.HasNames, HasSensitive = policy.HasSensitive, Views = views,
                Definitions = [.. reader.Ask(DefinitionUsed.All, stop).Select(d => $"{d.Name} {d.Version}").Order(StringComparer.Ordinal)],
            };
            File.WriteAllBytes(Path.Combine(work, SnapshotManifest.FileName), manifest.Written());
            folder.Put(work, day);
        }
        catch
        {
            Directory.Delete(work, recursive: true);
            throw;
        }
        folder.Keep(policy.Kept);
        return folder.All.First(s => s.Day == day);
    }

    // What a night that was killed has left.
    void ClearAway()
    {
        foreach (var left in Directory.EnumerateDirectories(spool, Unfinished + "*"))
            Directory.Delete(left, recursive: true);
    }
}
