using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Pulling;

namespace DataDrivenDecisions.Schedules;

/// <summary>What a night's pulls came to.</summary>
/// <param name="Sources">How many sources were pulled from.</param>
/// <param name="Files">What became of each data file.</param>
/// <param name="Faults">One sentence for each source that could not be read; what was known of it stands.</param>
public sealed record NightlyPullReport(int Sources, IReadOnlyList<ImportReport> Files, IReadOnlyList<string> Faults)
{
    public long RowsLoaded => Files.Sum(f => f.Loaded);

    /// <summary>True when a source could not be read, or what it sent was refused or is held.</summary>
    public bool NeedsAttention => Faults.Count > 0 || Files.Any(f => f.State is ImportState.Refused or ImportState.Held);

    /// <summary>The night's pulls in a sentence or two; empty where there is no source to pull from.</summary>
    public string Sentence => Sources == 0 ? "" : $"{Sources} sources pulled: {RowsLoaded} rows loaded. {string.Concat(Faults.Select(f => f + " "))}";
}

/// <summary>Pulls from all of a district's sources; one that cannot be read does not keep the others out.</summary>
public static class NightlyPull
{
    /// <summary>Pulls from every source once.</summary>
    public static NightlyPullReport Run(District district, string by, IProgress<string>? progress = null, PullPatience? patience = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(district);
        List<ImportReport> files = [];
        List<string> faults = [];
        var sources = district.Records.Sources.List(district.Slug).Where(s => s.IsPulled).ToList();
        foreach (var source in sources)
        {
            progress?.Report($"Pulling {source.Name}");
            try
            {
                files.AddRange(SourceSync.Run(district, source.Name, new PullOptions { By = by, Patience = patience ?? PullPatience.Usual }, progress, stop: stop).Files);
            }
            catch (OperationCanceledException)
            {
                throw;
            }
            catch (Exception known) when (known is PullFailed or Records.SecretUnreadable)
            {
                faults.Add($"{source.Name}: {known.Message}");
            }
#pragma warning disable CA1031 // A source that fails for whatever reason must not keep the others out.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                district.Records.Sources.Failed(district.Slug, source.Name, $"It failed ({fault.GetType().Name}). Nothing was changed.", district.Clock.GetUtcNow());
                faults.Add($"{source.Name} failed ({fault.GetType().Name}).");
            }
        }
        return new NightlyPullReport(sources.Count, files, faults);
    }
}
