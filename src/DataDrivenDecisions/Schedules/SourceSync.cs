using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Pulling;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Schedules;

/// <summary>Pulls from one of a district's sources, and notes how it went: on the source, in the audit and, by the import, in the history.</summary>
public static class SourceSync
{
    /// <summary>Pulls once.</summary>
    /// <param name="district">Whose source.</param>
    /// <param name="name">The source's short name.</param>
    /// <param name="options">How it is done.</param>
    /// <param name="progress">Gets a sentence per list.</param>
    /// <param name="imported">Told how far the import has come.</param>
    /// <param name="stop">Stops between two requests.</param>
    /// <exception cref="UnknownSource">There is no such source, or it is none to pull from.</exception>
    /// <exception cref="PullFailed">It could not be read to the end; nothing was changed.</exception>
    /// <exception cref="SecretUnreadable">Its secret cannot be opened.</exception>
    public static PullReport Run(District district, string name, PullOptions options, IProgress<string>? progress = null, IProgress<ImportProgress>? imported = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(district);
        ArgumentNullException.ThrowIfNull(options);
        var source = Find(district, name);
        if (!options.IsDryRun)
            district.Records.Audit.Write(options.By, options.IsFull ? "sync of everything" : "sync", $"{district.Slug} {name}");
        try
        {
            using var alone = Alone(district, name);
            var report = Pull(district, source, options, progress, imported, stop);
            if (!options.IsDryRun)
                Note(district, name, report);
            return report;
        }
        catch (Exception failure) when (failure is PullFailed or SecretUnreadable && !options.IsDryRun)
        {
            district.Records.Sources.Failed(district.Slug, name, failure.Message, district.Clock.GetUtcNow());
            throw;
        }
    }

    /// <summary>The source of a name that can be pulled from.</summary>
    /// <exception cref="UnknownSource">There is none.</exception>
    public static SourceRecord Find(District district, string name)
    {
        ArgumentNullException.ThrowIfNull(district);
        var source = district.Records.Sources.Find(district.Slug, name) ?? throw new UnknownSource($"There is no source '{name}'. List them with 'source list', or add it with 'source add'.");
        return source.IsPulled ? source : throw new UnknownSource($"The source '{name}' drops its files by itself; there is nothing to pull. They are taken in every night, or at once with 'import'.");
    }

    static PullReport Pull(District district, SourceRecord source, PullOptions options, IProgress<string>? progress, IProgress<ImportProgress>? imported, CancellationToken stop)
    {
        var secret = district.Records.Sources.Secret(district.Slug, source.Name)
            ?? throw new PullFailed("The secret of this source is not known here.", $"Give it with 'source secret {source.Name}'.");
        if (source.Kind == SourceRecord.Sftp)
            return SftpSync.Run(district, source, secret, options, imported, stop);
        return new Puller(district.Importer, district.Clock).Pull(source, secret, district.Folder.Sources, options with { Archive = district.Folder.Archive }, progress, imported, stop);
    }

    static void Note(District district, string name, PullReport report)
    {
        var at = district.Clock.GetUtcNow();
        if (report.Files.Any(f => f.State == ImportState.Refused))
            district.Records.Sources.Failed(district.Slug, name, "What it sent was refused. Look at the import's reasons.", at);
        else if (report.Files.Any(f => f.State == ImportState.Held))
            district.Records.Sources.Failed(district.Slug, name, "So much of what is known would end that its last delivery waits for a person. Look at it under Imports.", at);
        else
            district.Records.Sources.Succeeded(district.Slug, name, report.SavedVersion, at);
    }

    // Two pulls of one source at once would each take the other's half for its own.
    static FileStream Alone(District district, string name)
    {
        try
        {
            return new FileStream(Path.Combine(district.Folder.Sources, $".{name}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new PullFailed($"Another pull of {name} is under way.", "Wait until it is done.");
        }
    }
}

/// <summary>A source was named that is not there, or cannot be pulled from; the message says what to do.</summary>
public sealed class UnknownSource(string message) : Exception(message);
