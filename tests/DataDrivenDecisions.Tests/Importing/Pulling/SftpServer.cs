using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DataDrivenDecisions.Tests.Importing.Pulling;

/// <summary>OpenSSH's own server, run as this user on a free port with keys and a folder of its own.</summary>
internal sealed class SftpServer : IDisposable
{
    static readonly string[] Places = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/opt/homebrew/sbin/sshd"];
    readonly string _folder = Directory.CreateTempSubdirectory("ddd-sftp-").FullName;
    Process? _server;

    public SftpServer()
    {
        var sshd = Array.Find(Places, File.Exists);
        if (sshd is null || !Has("ssh-keygen") || OperatingSystem.IsWindows())
        {
            Directory.Delete(_folder, recursive: true);
            Assert.Ignore("needs OpenSSH's server (Debian: openssh-server)");
        }
        Sshd = sshd!;
        Outgoing = Directory.CreateDirectory(Path.Combine(_folder, "outgoing")).FullName;
        Port = FreePort();
        NewHostKey();
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", ClientKey);
        File.Copy(ClientKey + ".pub", Path.Combine(_folder, "authorized_keys"));
        Start();
    }

    /// <summary>The folder into which a vendor puts files.</summary>
    public string Outgoing { get; }

    public int Port { get; }

    public string ClientKey => Path.Combine(_folder, "client");

    public string Address => FormattableString.Invariant($"sftp://127.0.0.1:{Port}{Outgoing}");

    string Sshd { get; }

    string HostKey => Path.Combine(_folder, "host");

    /// <summary>The host's fingerprint as OpenSSH says it.</summary>
    public string Fingerprint => Run("ssh-keygen", "-l", "-E", "sha256", "-f", HostKey + ".pub").Split(' ')[1];

    /// <summary>Starts the server again with another key, as if it were another machine.</summary>
    public void BecomeAnother()
    {
        Stop();
        NewHostKey();
        Start();
    }

    public void Dispose()
    {
        Stop();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    void NewHostKey()
    {
        File.Delete(HostKey);
        File.Delete(HostKey + ".pub");
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", HostKey);
    }

    void Start()
    {
        var config = Path.Combine(_folder, "config");
        File.WriteAllText(config, FormattableString.Invariant($"""
            Port {Port}
            ListenAddress 127.0.0.1
            HostKey {HostKey}
            PidFile {_folder}/pid
            AuthorizedKeysFile {_folder}/authorized_keys
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PubkeyAuthentication yes
            StrictModes no
            UsePAM no
            PermitRootLogin yes
            Subsystem sftp internal-sftp
            """));
        // As root the server wants its folder for separated privileges, which only its own start script makes.
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        _server = Process.Start(new ProcessStartInfo(Sshd, ["-D", "-e", "-f", config]) { RedirectStandardError = true, UseShellExecute = false })!;
        _server.ErrorDataReceived += (_, _) => { };
        _server.BeginErrorReadLine();
        for (var i = 0; i < 200 && !IsListening(); i++)
            Thread.Sleep(25);
        if (!IsListening())
            Assert.Ignore("needs an OpenSSH server that this user may start");
    }

    bool IsListening()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    void Stop()
    {
        if (_server is null)
            return;
        _server.Kill(entireProcessTree: true);
        _server.WaitForExit();
        _server.Dispose();
        _server = null;
    }

    static bool Has(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, program)));

    static string Run(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} failed.");
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
