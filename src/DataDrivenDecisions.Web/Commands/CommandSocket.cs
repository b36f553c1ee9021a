using System.Net.Sockets;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>
/// Where a running service takes commands of the same machine: a Unix socket in a folder that only its owner may enter,
/// so that no other user's process can reach it.
/// </summary>
sealed class CommandSocket : IAsyncDisposable
{
    readonly RunningService _service;
    readonly TimeProvider _clock;
    readonly Socket _listener;
    readonly CancellationTokenSource _stopping = new();
    readonly Task _listening;

    CommandSocket(RunningService service, TimeProvider clock, Socket listener)
    {
        (_service, _clock, _listener) = (service, clock, listener);
        _listening = Task.Run(Listen);
    }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="CommandProblem">Another service listens there, or the path is too long for a socket.</exception>
    public static async Task<CommandSocket> Open(RunningService service, TimeProvider clock)
    {
        var path = service.Data.Socket;
        RequireOwnersFolder(Path.GetDirectoryName(path)!);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await RemoveLeftover(service.Data);
            listener.Bind(EndPoint(path));
            listener.Listen();
            return new CommandSocket(service, clock, listener);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _listening;
        File.Delete(_service.Data.Socket);
        _stopping.Dispose();
    }

    static UnixDomainSocketEndPoint EndPoint(string path)
    {
        try
        {
            return new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new CommandProblem(ExitCode.Usage, $"The path of the data folder is too long for a socket ({path.Length} characters). Choose a folder with a shorter path.");
        }
    }

    static void RequireOwnersFolder(string folder)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & others) != UnixFileMode.None)
            throw new CommandProblem(ExitCode.Integrity, $"Other users may enter {folder}, so commands could come from anyone. Take their access away: chmod 700 {folder}");
    }

    /// <summary>A socket file that nobody listens at was left by a service that was killed.</summary>
    static async Task RemoveLeftover(Records.DataFolder data)
    {
        if (await CommandSocketClient.IsListening(data, CancellationToken.None))
            throw new CommandProblem(ExitCode.Busy, "A service is already running on this data folder. Stop it first, or choose another folder with --data.");
        File.Delete(data.Socket);
    }

    async Task Listen()
    {
        List<Task> answering = [];
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var peer = await _listener.AcceptAsync(_stopping.Token);
                answering.RemoveAll(a => a.IsCompleted);
                answering.Add(Task.Run(() => Answer(peer)));
            }
            catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                break;
            }
        }
        await Task.WhenAll(answering);
    }

    async Task Answer(Socket peer)
    {
        using var stream = new NetworkStream(peer, ownsSocket: true);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        try
        {
            if (await SocketFrames.Read(stream, stop.Token) is not (SocketFrames.Request, var body))
                return;
            var request = SocketFrames.Decode(body);
            using var turn = new SemaphoreSlim(1);
            await using var output = new SocketWriter(stream, SocketFrames.Out, turn, stop.Token);
            await using var error = new SocketWriter(stream, SocketFrames.Err, turn, stop.Token);
            var watching = StopWhenGone(stream, stop);
            var code = await CommandLine.Run(request.Args, Around(request, output, error), stop: stop.Token);
            await output.FlushAsync(stop.Token);
            await error.FlushAsync(stop.Token);
            await SocketFrames.Write(stream, SocketFrames.Exit, SocketFrames.Encode(code), stop.Token);
            await stop.CancelAsync();
            await watching;
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or InvalidDataException or System.Text.Json.JsonException)
        {
            // The shell on the other side is gone, or it was none of ours; its command has been stopped.
        }
    }

    Surroundings Around(SocketRequest request, TextWriter output, TextWriter error) => new()
    {
        Out = output, Err = error, Folder = request.Folder, Clock = _clock, IsTerminal = request.IsTerminal, User = request.User, Service = _service,
    };

    /// <summary>A shell that goes away (Ctrl+C) takes its command with it.</summary>
    static async Task StopWhenGone(NetworkStream stream, CancellationTokenSource stop)
    {
        try
        {
            if (await SocketFrames.Read(stream, stop.Token) is null)
                await stop.CancelAsync();
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // It ended while we watched, or the command was done first.
        }
    }
}
