using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Warehouse;
using static System.FormattableString;

namespace DataDrivenDecisions.Schedules;

/// <summary>What a night's import came to.</summary>
/// <param name="Files">What became of each data file.</param>
/// <param name="Faults">One sentence for each delivery that failed for a reason of our own; it stays where it is for the next night.</param>
public sealed record NightlyImportReport(IReadOnlyList<ImportReport> Files, IReadOnlyList<string> Faults)
{
    /// <summary>Rows that changed what is known.</summary>
    public long RowsLoaded => Files.Sum(f => f.Loaded);

    /// <summary>True when a file was refused, a delivery is held, or one failed.</summary>
    public bool NeedsAttention => Faults.Count > 0 || Files.Any(f => f.State is ImportState.Refused or ImportState.Held);

    /// <summary>The night's import in one sentence.</summary>
    public string Sentence => Files.Count + Faults.Count == 0
        ? "Nothing had arrived in the drop folder."
        : Invariant($"{Files.Count:N0} files: {RowsLoaded:N0} rows loaded, {Files.Sum(f => f.Rejected):N0} rejected, ")
            + Invariant($"{Files.Count(f => f.State == ImportState.Refused):N0} files refused, {Files.Count(f => f.State == ImportState.Held):N0} held, {Faults.Count:N0} deliveries failed.{string.Concat(Faults.Select(f => " " + f))}");
}

/// <summary>Takes in what has arrived in the district's drop folder; one bad delivery does not stop the rest.</summary>
public static class NightlyImport
{
    static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    /// <summary>Imports every whole delivery of the drop folder, each in its own transaction, and takes it out of the folder.</summary>
    /// <param name="district">Whose drop folder.</param>
    /// <param name="by">Who does it, as the history names them.</param>
    /// <param name="machineClock">The clock of the machine, which file times are of.</param>
    /// <param name="progress">Gets a sentence per delivery.</param>
    /// <param name="settle">How long sizes are watched before a delivery is taken for whole; two seconds by default.</param>
    /// <param name="stop">Stops between deliveries.</param>
    public static NightlyImportReport Run(District district, string by, TimeProvider machineClock,
        IProgress<string>? progress = null, TimeSpan? settle = null, CancellationToken stop = default)
    {
        var drop = new DropFolder(district.Folder.Drop, machineClock, TimeSpan.FromSeconds(district.Limits.QuietSeconds), settle ?? Settle);
        List<ImportReport> files = [];
        List<string> faults = [];
        foreach (var delivery in drop.Ready(stop))
        {
            progress?.Report($"Importing {Path.GetFileName(delivery)}");
            try
            {
                files.AddRange(Take(district, by, drop, delivery, faults, stop));
            }
            catch (OperationCanceledException)
            {
                throw;
            }
#pragma warning disable CA1031 // A delivery that fails for whatever reason must not keep the others out.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                faults.Add(Stays(delivery, Shortage.Of(fault)?.Sentence ?? $"It failed ({fault.GetType().Name})."));
            }
        }
        return new NightlyImportReport(files, faults);
    }

    static IReadOnlyList<ImportReport> Take(District district, string by, DropFolder drop, string delivery, List<string> faults, CancellationToken stop)
    {
        var reports = district.Importer.Import([delivery], new ImportOptions { By = by, Archive = district.Folder.Archive, IsFound = true }, progress: null, stop);
        if (reports.FirstOrDefault(r => r.IsForLack) is { } lacking)
            faults.Add(Stays(delivery, lacking.Refusal!));
        else if (reports.Any(r => r.State == ImportState.Refused))
            Wait(district, delivery, drop.PutAside(delivery), reports);
        else
            DropFolder.Remove(delivery);
        return reports;
    }

    static string Stays(string delivery, string why) => $"{Path.GetFileName(delivery)} stays in the drop folder for the next night. {why}";

    // A file that nobody knows waits where it lies for a person to map it.
    static void Wait(District district, string delivery, string place, IReadOnlyList<ImportReport> reports)
    {
        if (reports.FirstOrDefault(r => r.CanBeMapped) is { } unknown)
            district.Drafts.Start(place, Path.GetFileName(delivery), unknown, takeOver: false);
    }
}
