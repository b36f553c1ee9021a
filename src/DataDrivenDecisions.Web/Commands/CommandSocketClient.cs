using System.Net.Sockets;
using System.Text;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>Hands a command to the service that holds the data folder, and passes on what it answers.</summary>
static class CommandSocketClient
{
    /// <summary>The service's exit code, or null when no service is listening.</summary>
    public static async Task<int?> Run(DataFolder data, IReadOnlyList<string> args, Surroundings around, CancellationToken stop)
    {
        using var socket = await Connect(data, stop);
        if (socket is null)
            return null;
        using var stream = new NetworkStream(socket);
        await SocketFrames.Write(stream, SocketFrames.Request, SocketFrames.Encode(new SocketRequest(args, around.Folder, around.IsTerminal, around.User)), stop);
        while (await SocketFrames.Read(stream, stop) is var (kind, body))
        {
            if (kind == SocketFrames.Exit)
                return SocketFrames.ExitCodeOf(body);
            var writer = kind == SocketFrames.Out ? around.Out : around.Err;
            await writer.WriteAsync(Encoding.UTF8.GetString(body));
            await writer.FlushAsync(stop);
        }
        throw new CommandProblem(ExitCode.Unexpected, "The service stopped while it worked on this. What it had not finished is not half done; start the service and try again.");
    }

    /// <summary>True when a service is listening on the data folder's socket.</summary>
    public static async Task<bool> IsListening(DataFolder data, CancellationToken stop)
    {
        using var socket = await Connect(data, stop);
        return socket is not null;
    }

    static async Task<Socket?> Connect(DataFolder data, CancellationToken stop)
    {
        if (!File.Exists(data.Socket))
            return null;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(data.Socket), stop);
            return socket;
        }
        catch (Exception nobody) when (nobody is SocketException or ArgumentOutOfRangeException)
        {
            socket.Dispose();
            return null; // left behind by a service that was killed, or a path that no service can listen at
        }
    }
}
