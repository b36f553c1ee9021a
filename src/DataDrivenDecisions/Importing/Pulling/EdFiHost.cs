using System.Globalization;
using System.Text.Json;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>An Ed-Fi host as it describes itself: where its data and its change queries are, which versions of changes it has, and how it turns pages.</summary>
internal sealed class EdFiHost
{
    /// <summary>From this version on a host hands out a token for each next page (Ed-Fi ODS/API 7.3).</summary>
    static readonly Version PagesByToken = new(7, 3);

    readonly PullJob _job;

    EdFiHost(PullJob job, Uri data, Uri changes, string version) => (_job, Data, Changes, Version) = (job, data, changes, version);

    /// <summary>Below which the resources are.</summary>
    public Uri Data { get; }

    /// <summary>Below which the versions of changes are told.</summary>
    public Uri Changes { get; }

    /// <summary>The version of the API; blank where it does not say.</summary>
    public string Version { get; }

    /// <summary>The newest change that the host knows of; null where change queries are switched off.</summary>
    public long? Newest { get; private set; }

    /// <summary>The oldest change that it can still tell.</summary>
    public long Oldest { get; private set; }

    /// <summary>Asks every page of the same moment, where the host keeps a snapshot.</summary>
    public (string, string)? Header { get; private set; }

    /// <summary>True when the host is of a version that hands out tokens for pages.</summary>
    public bool IsOfTokens => System.Version.TryParse(Version, out var version) && version >= PagesByToken;

    /// <summary>True when tokens for pages are to be asked for: by the host's version, or since a person said so.</summary>
    public bool HasTokens => _job.Source.Option("paging") switch
    {
        "token" => true,
        "offset" => false,
        _ => IsOfTokens,
    };

    /// <summary>Asks a host what it is. What it names itself counts only where it leads back to the same host, since our secret goes there.</summary>
    public static EdFiHost Of(PullJob job)
    {
        var year = job.Source.Option("school-year") is { } y ? y + "/" : "";
        using var root = job.Client.Get(job.Address, "the service's own description", signed: false);
        var urls = root.IsThere && root.Body.ValueKind == JsonValueKind.Object && root.Body.TryGetProperty("urls", out var named) ? named : default;
        if (job.Source.Option("token-address") is null && SisAddress.OfSameHost(job.Address, Named(urls, "oauth")) is { } token)
            job.Client.SignInAt(new Uri(token.AbsoluteUri.TrimEnd('/')));
        // A host of several years names its places with a blank for the year.
        var data = SisAddress.OfSameHost(job.Address, year.Length == 0 ? Named(urls, "dataManagementApi") : null) ?? new Uri(job.Address, "data/v3/" + year);
        var changes = SisAddress.OfSameHost(job.Address, year.Length == 0 ? Named(urls, "changeQueries") : null) ?? new Uri(job.Address, "changeQueries/v1/" + year);
        return new EdFiHost(job, data, changes, root.IsThere ? SisRecord.Text(root.Body, "version") ?? "" : "");
    }

    /// <summary>Learns which changes the host can tell, and whether it keeps a snapshot.</summary>
    public void AskVersions()
    {
        var address = new Uri(Changes, "availableChangeVersions");
        using var snapshot = _job.Client.Get(address, "the versions of changes", ("Use-Snapshot", "true"));
        if (snapshot.IsThere)
        {
            Header = ("Use-Snapshot", "true");
            Take(snapshot.Body);
            return;
        }
        using var live = _job.Client.Get(address, "the versions of changes");
        if (!live.IsThere)
        {
            _job.Note($"The host has its change queries switched off (status {(int)live.Status}), so everything was read. Ask the vendor to switch them on; then only changes need to be read.");
            return;
        }
        _job.Note("The host keeps no snapshot, so its lists were read while they may have changed; each list's length was compared.");
        Take(live.Body);
    }

    static string? Named(JsonElement urls, string name) => SisRecord.Text(urls, name) is { } url && !url.Contains('{', StringComparison.Ordinal) ? url : null;

    // Older hosts write the names with a capital.
    void Take(JsonElement versions)
    {
        if (versions.ValueKind != JsonValueKind.Object)
            throw new PullFailed("The host answered the versions of changes with something else.", "Check the address with the vendor.");
        foreach (var property in versions.EnumerateObject())
            if (long.TryParse(SisRecord.Text(property.Value), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                if (property.Name.Equals("newestChangeVersion", StringComparison.OrdinalIgnoreCase))
                    Newest = number;
                else if (property.Name.Equals("oldestChangeVersion", StringComparison.OrdinalIgnoreCase))
                    Oldest = number;
            }
    }
}
