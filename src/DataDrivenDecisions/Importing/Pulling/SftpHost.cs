using System.Net.Sockets;
using DataDrivenDecisions.Records;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>
/// A connection to an SFTP server whose key is the one that a person has accepted. A server with another key may be somebody else who wants the password,
/// so nothing is said to it.
/// </summary>
internal sealed class SftpHost : IDisposable
{
    const int UsualPort = 22;
    readonly SftpClient _client;

    SftpHost(SftpClient client) => _client = client;

    /// <summary>The fingerprint of the host's key as OpenSSH prints it: "SHA256:…".</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>Reads an address: <c>sftp://host:port/folder</c>, or a bare host.</summary>
    /// <exception cref="PullFailed">It is none.</exception>
    public static (string Host, int Port, string Folder) Parts(string address)
    {
        var text = address.Contains("://", StringComparison.Ordinal) ? address : "sftp://" + address;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != "sftp" || uri.Host.Length == 0)
            throw new PullFailed($"'{address}' is no SFTP address.", "Write it as sftp://host/folder, as the vendor gives it.");
        if (uri.UserInfo.Length > 0)
            throw new PullFailed("The address holds a user name or password.", "Give the user with --client-id and the password when asked for it.");
        return (uri.Host, uri.Port > 0 ? uri.Port : UsualPort, Uri.UnescapeDataString(uri.AbsolutePath));
    }

    /// <summary>Connects and signs in.</summary>
    /// <exception cref="PullFailed">The key is not the accepted one, the sign-in is refused, or there is no server.</exception>
    public static SftpHost Connect(SourceRecord source, string secret, PullPatience patience)
    {
        var accepted = source.Option("fingerprint")
            ?? throw new PullFailed("Nobody has accepted the host's key yet.", $"Show it with 'source check {source.Name}', compare it with what the vendor says, and accept it with --accept.");
        return Open(source, secret, patience, fingerprint => fingerprint == accepted,
            fingerprint => new PullFailed($"The host shows another key than the accepted one ({fingerprint}), as if it were somebody else. No password was sent.", $"Ask the vendor whether the key was changed; if so, accept it with 'source check {source.Name} --accept'."));
    }

    /// <summary>The fingerprint that the host shows; nobody signs in.</summary>
    /// <exception cref="PullFailed">There is no server.</exception>
    public static string FingerprintOf(SourceRecord source, PullPatience patience)
    {
        var shown = "";
        try
        {
            Open(source, "", patience, fingerprint =>
            {
                shown = fingerprint;
                return false;
            }, _ => new PullFailed("", "")).Dispose();
        }
        catch (PullFailed) when (shown.Length > 0)
        {
            return shown;
        }
        return shown;
    }

    /// <summary>The files of a folder: no folders, no links, and none that is being written.</summary>
    public IReadOnlyList<RemoteFile> Files(string folder)
    {
        try
        {
            return [.. _client.ListDirectory(folder).Where(f => f.IsRegularFile).Select(f => new RemoteFile(f.Name, f.FullName, f.Length, new DateTimeOffset(f.LastWriteTimeUtc, TimeSpan.Zero))).OrderBy(f => f.Name, StringComparer.Ordinal)];
        }
        catch (SshException refused) when (refused is SftpPathNotFoundException or SftpPermissionDeniedException)
        {
            throw new PullFailed($"The folder {folder} is not there, or may not be read.", "Check the address with the vendor.");
        }
    }

    /// <summary>Fetches a file.</summary>
    public void Download(RemoteFile file, Stream to) => _client.DownloadFile(file.Path, to);

    /// <summary>Moves a file into the folder <c>archive</c> beside it; false when the host does not allow it.</summary>
    public bool MoveToArchive(RemoteFile file, string folder, DateTimeOffset at)
    {
        try
        {
            var archive = folder.TrimEnd('/') + "/archive";
            if (!_client.Exists(archive))
                _client.CreateDirectory(archive);
            var place = $"{archive}/{file.Name}";
            _client.RenameFile(file.Path, _client.Exists(place) ? FormattableString.Invariant($"{archive}/{at:yyyyMMdd-HHmmssfff}-{file.Name}") : place);
            return true;
        }
        catch (SshException)
        {
            return false;
        }
    }

    /// <summary>Takes a mark such as NAME.done away; it does not matter when it stays.</summary>
    public void Remove(string path)
    {
        try
        {
            _client.DeleteFile(path);
        }
        catch (SshException)
        {
            // The vendor's mark without its file is passed over the next time.
        }
    }

    public void Dispose() => _client.Dispose();

    static SftpHost Open(SourceRecord source, string secret, PullPatience patience, Func<string, bool> trusts, Func<string, PullFailed> distrusted)
    {
        var (host, port, _) = Parts(source.Address);
        AuthenticationMethod method = source.Option("key-file") is { } file ? new PrivateKeyAuthenticationMethod(source.ClientId, KeyOf(file, secret)) : new PasswordAuthenticationMethod(source.ClientId, secret);
        var client = new SftpClient(new ConnectionInfo(host, port, source.ClientId, method) { Timeout = patience.Timeout }) { OperationTimeout = patience.Timeout };
        var open = new SftpHost(client);
        PullFailed? distrust = null;
        client.HostKeyReceived += (_, key) =>
        {
            open.Fingerprint = "SHA256:" + key.FingerPrintSHA256;
            key.CanTrust = trusts(open.Fingerprint);
            distrust = key.CanTrust ? null : distrusted(open.Fingerprint);
        };
        try
        {
            client.Connect();
            return open;
        }
        catch (Exception failure) when (failure is SshException or SocketException or IOException)
        {
            client.Dispose();
            throw distrust ?? (failure is SshAuthenticationException
                ? new PullFailed("The host does not accept the user or the password.", $"Check both with the vendor, and give the password again with 'source secret {source.Name}'.")
                : new PullFailed($"There is no SFTP server at {host}, port {port}, or it cannot be spoken with.", "Check the address, and whether a firewall is in between."));
        }
    }

    static PrivateKeyFile KeyOf(string file, string passphrase)
    {
        try
        {
            return passphrase.Length == 0 ? new PrivateKeyFile(file) : new PrivateKeyFile(file, passphrase);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or SshException or InvalidOperationException)
        {
            throw new PullFailed($"The private key {Path.GetFileName(file)} cannot be read.", "Check that the file is there, that this account may read it, and that its passphrase is right.");
        }
    }
}

/// <summary>A file on an SFTP server.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its whole path there.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="ModifiedAt">When it was last written.</param>
internal sealed record RemoteFile(string Name, string Path, long Size, DateTimeOffset ModifiedAt);
