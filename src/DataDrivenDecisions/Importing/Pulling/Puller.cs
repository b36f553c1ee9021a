using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>What a pull came to.</summary>
public sealed record PullReport
{
    /// <summary>What became of each data file, as of any import; empty when nothing had changed at the source.</summary>
    public IReadOnlyList<ImportReport> Files { get; init; } = [];

    /// <summary>Up to where everything is read and imported, or null where that is as before.</summary>
    public string? SavedVersion { get; init; }

    /// <summary>Records that the host sent.</summary>
    public long Read { get; init; }

    /// <summary>Requests that had to be sent again.</summary>
    public int Repeats { get; init; }

    /// <summary>What people should know about the pull.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>How a pull is made.</summary>
public sealed record PullOptions
{
    /// <summary>Reads everything again, whatever was read before.</summary>
    public bool IsFull { get; init; }

    /// <summary>Says what would happen and changes nothing, neither here nor in what is known of the source.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Who pulls, as the audit names them.</summary>
    public required string By { get; init; }

    /// <summary>The folder in which deliveries are archived; null keeps nothing.</summary>
    public string? Archive { get; init; }

    /// <summary>How long the sizes of files are watched that may still be written; null takes the usual two seconds.</summary>
    public TimeSpan? Settle { get; init; }

    /// <summary>How long it bears with the host.</summary>
    public PullPatience Patience { get; init; } = PullPatience.Usual;
}

/// <summary>
/// Pulls from a student information system and imports what it says as one delivery: in one transaction, with every row accounted for. How far the
/// system was read is noted only when all of it has been imported, so that a pull that is cut off is as if it had never been.
/// </summary>
/// <param name="importer">Takes in what was read.</param>
/// <param name="clock">Measures tokens' lives.</param>
public sealed class Puller(Importer importer, TimeProvider clock)
{
    /// <summary>Pulls once.</summary>
    /// <param name="source">The system.</param>
    /// <param name="secret">The secret of its client id.</param>
    /// <param name="folder">The folder of the district's sources.</param>
    /// <param name="options">How it is done.</param>
    /// <param name="progress">Gets a sentence per list.</param>
    /// <param name="imported">Told how far the import has come.</param>
    /// <param name="stop">Stops between two requests.</param>
    /// <exception cref="PullFailed">The system could not be read to the end; nothing was changed.</exception>
    public PullReport Pull(SourceRecord source, string secret, string folder, PullOptions options, IProgress<string>? progress = null,
        IProgress<ImportProgress>? imported = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        using var client = ClientOf(source, secret, options.Patience, stop);
        var job = new PullJob { Source = source, Address = SisAddress.Of(source.Address), Client = client, Patience = options.Patience, Clock = clock, Progress = progress };
        var pull = Of(job);
        var mirror = new Mirror(Path.Combine(folder, source.Name), pull.Key);
        var since = options.IsFull ? null : mirror.Version;
        if (since is not null && pull.MustStartOver(since))
            since = null;
        using var draft = mirror.Begin(isFresh: since is null);
        var version = pull.Read(draft, since);
        var report = new PullReport { Read = draft.Read, Repeats = client.Repeats, Notes = job.Notes };
        // Who asks for everything wants it imported too, as after an undo.
        if (!draft.IsDifferent && !options.IsFull)
            return report with { SavedVersion = options.IsDryRun ? null : Kept(mirror, draft, version, since) };
        progress?.Report("Importing what was read");
        var files = importer.Import([pull.Delivery(draft)], Import(source, options, job.Notes), imported, stop);
        var isDone = !options.IsDryRun && ImportReport.ExitCode(files) == 0;
        return report with { Files = files, SavedVersion = isDone ? Kept(mirror, draft, version, since) : null };
    }

    /// <summary>Asks a system for as little as shows that it can be pulled from, and says what was found.</summary>
    /// <exception cref="PullFailed">It cannot.</exception>
    public static IReadOnlyList<string> Check(SourceRecord source, string secret, PullPatience patience, TimeProvider clock, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(patience);
        using var client = ClientOf(source, secret, patience, clock, stop);
        var job = new PullJob { Source = source, Address = SisAddress.Of(source.Address), Client = client, Patience = patience, Clock = clock };
        return [Of(job).Check(), .. job.Notes];
    }

    SisClient ClientOf(SourceRecord source, string secret, PullPatience patience, CancellationToken stop) => ClientOf(source, secret, patience, clock, stop);

    static SisClient ClientOf(SourceRecord source, string secret, PullPatience patience, TimeProvider clock, CancellationToken stop)
    {
        var address = SisAddress.Of(source.Address);
        var token = source.Option("token-address") is { } named ? new Uri(SisAddress.Of(named).AbsoluteUri.TrimEnd('/')) : new Uri(address, source.Kind == SourceRecord.EdFiApi ? "oauth/token" : "token");
        var scope = source.Option("scope") ?? (source.Kind == SourceRecord.OneRosterRest ? OneRosterPull.ScopeOf(source.Option("version") ?? "1.1") : null);
        return new SisClient(new SisAccess { TokenAddress = token, ClientId = source.ClientId, Secret = secret, Scope = scope }, patience, clock, stop);
    }

    static RecordPull Of(PullJob job) => job.Source.Kind switch
    {
        SourceRecord.OneRosterRest => new OneRosterPull(job),
        SourceRecord.EdFiApi => new EdFiPull(job),
        var other => throw new PullFailed($"There is nothing to ask of a source of the kind {other}.", "Its files are taken from the drop folder."),
    };

    static ImportOptions Import(SourceRecord source, PullOptions options, IReadOnlyList<string> notes) => new()
    {
        By = options.By,
        Name = source.Name + " sync",
        Source = source.Name,
        DryRun = options.IsDryRun,
        Archive = options.IsDryRun ? null : options.Archive,
        EndDateIsLastDay = source.Option("end-date-is-last-day") is { } said ? said == "yes" : null,
        Notes = notes,
    };

    // Nothing new since the same version leaves everything as it is.
    static string Kept(Mirror mirror, MirrorDraft draft, string version, string? since)
    {
        if (!draft.IsDifferent && version == since)
            return version;
        draft.Strip();
        mirror.Keep(draft, version);
        return version;
    }
}
