using System.Security.Cryptography;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>What was fetched from an SFTP server.</summary>
/// <param name="Files">Where each file lies now, in the order of their names.</param>
/// <param name="Notes">What people should know.</param>
public sealed record Fetched(IReadOnlyList<string> Files, IReadOnlyList<string> Notes);

/// <summary>
/// Fetches the files that a vendor has put on an SFTP server into the drop folder: each whole or not at all, with its fingerprint noted, and none twice.
/// </summary>
/// <param name="sources">Where fetched files are noted.</param>
/// <param name="clock">Dates what is moved to the archive.</param>
public sealed class SftpFetch(SourceBook sources, TimeProvider clock)
{
    const string Done = ".done";
    static readonly string[] Unfinished = [".tmp", ".part", ".partial", ".filepart", ".crdownload"];

    /// <summary>Fetches what is whole: what has a NAME.done beside it, or stands still for a while.</summary>
    /// <param name="source">The server and its folder.</param>
    /// <param name="secret">The password, or the passphrase of the key.</param>
    /// <param name="drop">The folder into which files are put.</param>
    /// <param name="patience">How long it bears with the host.</param>
    /// <param name="settle">How long sizes are watched.</param>
    /// <param name="isDryRun">Says what would be fetched.</param>
    /// <param name="stop">Stops between two files.</param>
    /// <exception cref="PullFailed">The server cannot be read.</exception>
    public Fetched Fetch(SourceRecord source, string secret, string drop, PullPatience patience, TimeSpan settle, bool isDryRun = false, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(patience);
        using var host = SftpHost.Connect(source, secret, patience);
        var (_, _, folder) = SftpHost.Parts(source.Address);
        List<string> notes = [], files = [];
        foreach (var file in Ready(host, folder, settle, stop).Where(f => !sources.HasFetched(source.District, source.Name, f.Name, f.Size, f.ModifiedAt)))
        {
            stop.ThrowIfCancellationRequested();
            if (isDryRun)
                notes.Add($"{file.Name} would be fetched.");
            else if (Fetch(host, file, drop, source) is { } path)
            {
                files.Add(path);
                PutAway(host, file, folder, source, notes);
            }
            else
                notes.Add($"{file.Name} changed while it was fetched, so it is left for the next time.");
        }
        return new Fetched(files, notes);
    }

    /// <summary>Holds an address to its form.</summary>
    /// <exception cref="PullFailed">It is no SFTP address.</exception>
    public static void RequireAddress(string address) => SftpHost.Parts(address);

    /// <summary>The fingerprint that the server shows, and whether it is the accepted one; signs in when it is.</summary>
    /// <exception cref="PullFailed">The server cannot be read.</exception>
    public static IReadOnlyList<string> Check(SourceRecord source, string secret, PullPatience patience, string? accept, Action<string> accepted)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(accepted);
        var shown = SftpHost.FingerprintOf(source, patience);
        if (accept is not null && accept != shown)
            throw new PullFailed($"The host shows the key {shown}, and not the one that was given.", "Compare it with what the vendor says. No password was sent.");
        if (accept is not null)
        {
            accepted(shown);
            source = source with { Options = new Dictionary<string, string>(source.Options, StringComparer.Ordinal) { ["fingerprint"] = shown } };
        }
        if (source.Option("fingerprint") is null)
            return [$"The host shows the key {shown}. Compare it with what the vendor says, then accept it with 'source check {source.Name} --accept {shown}'. No password was sent."];
        using var host = SftpHost.Connect(source, secret, patience);
        var (_, _, folder) = SftpHost.Parts(source.Address);
        return [FormattableString.Invariant($"The host shows the accepted key, and {folder} holds {host.Files(folder).Count} files.")];
    }

    static IEnumerable<RemoteFile> Ready(SftpHost host, string folder, TimeSpan settle, CancellationToken stop)
    {
        var before = host.Files(folder);
        var marks = before.Where(f => f.Name.EndsWith(Done, StringComparison.OrdinalIgnoreCase)).Select(f => f.Name[..^Done.Length]).ToHashSet(StringComparer.Ordinal);
        var waiting = before.Where(f => IsData(f.Name)).ToList();
        if (waiting.Exists(f => !marks.Contains(f.Name)) && settle > TimeSpan.Zero)
            stop.WaitHandle.WaitOne(settle);
        var after = host.Files(folder).ToDictionary(f => f.Name, StringComparer.Ordinal);
        return waiting.Where(f => after.TryGetValue(f.Name, out var now) && now == f);
    }

    // A name from elsewhere must be a name and nothing more.
    static bool IsData(string name) => name.Length > 0 && name[0] != '.' && name.IndexOfAny(['/', '\\', ':', '\0']) < 0
        && !name.EndsWith(Done, StringComparison.OrdinalIgnoreCase) && !Unfinished.Any(u => name.EndsWith(u, StringComparison.OrdinalIgnoreCase));

    /// <summary>Where the file lies now; null when it was not what was listed.</summary>
    string? Fetch(SftpHost host, RemoteFile file, string drop, SourceRecord source)
    {
        var path = Path.Combine(drop, file.Name);
        if (File.Exists(path))
            path = Path.Combine(drop, FormattableString.Invariant($"{clock.GetUtcNow():yyyyMMdd-HHmmssfff}-{file.Name}"));
        var unfinished = path + ".part";
        using (var to = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
            host.Download(file, to);
        if (new FileInfo(unfinished).Length != file.Size)
        {
            File.Delete(unfinished);
            return null;
        }
        string hash;
        using (var whole = File.OpenRead(unfinished))
            hash = Convert.ToHexStringLower(SHA256.HashData(whole));
        File.Move(unfinished, path);
        sources.Fetched(source.District, source.Name, new FetchedFile(file.Name, file.Size, file.ModifiedAt, hash));
        return path;
    }

    void PutAway(SftpHost host, RemoteFile file, string folder, SourceRecord source, List<string> notes)
    {
        if (source.Option("after") == "remember")
            return;
        if (!host.MoveToArchive(file, folder, clock.GetUtcNow()))
            notes.Add($"The host does not let us move files to its folder archive, so {file.Name} stays where it is and is remembered.");
        host.Remove(file.Path + Done);
    }
}
