using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>What a command sends to the service: its arguments and the shell's folder.</summary>
sealed record SocketRequest(IReadOnlyList<string> Args, string Folder, bool IsTerminal, string User);

/// <summary>What goes over the service's socket: frames of one kind byte, a length and that many bytes.</summary>
static class SocketFrames
{
    public const byte Request = (byte)'r';
    public const byte Out = (byte)'o';
    public const byte Err = (byte)'e';
    public const byte Exit = (byte)'x';

    const int MostBytes = 16 * 1024 * 1024;

    public static async Task Write(Stream stream, byte kind, ReadOnlyMemory<byte> body, CancellationToken stop)
    {
        var head = new byte[5];
        head[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(1), body.Length);
        await stream.WriteAsync(head, stop);
        await stream.WriteAsync(body, stop);
        await stream.FlushAsync(stop);
    }

    /// <summary>The next frame, or null when the other side is gone.</summary>
    public static async Task<(byte Kind, byte[] Body)?> Read(Stream stream, CancellationToken stop)
    {
        var head = new byte[5];
        if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stop) < head.Length)
            return null;
        var length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1));
        if (length is < 0 or > MostBytes)
            throw new InvalidDataException("The service's socket sent something that is not a frame.");
        var body = new byte[length];
        return await stream.ReadAtLeastAsync(body, length, throwOnEndOfStream: false, stop) < length ? null : (head[0], body);
    }

    public static byte[] Encode(SocketRequest request) => JsonSerializer.SerializeToUtf8Bytes(request);

    public static SocketRequest Decode(byte[] body) =>
        JsonSerializer.Deserialize<SocketRequest>(body) ?? throw new InvalidDataException("The service's socket got an empty request.");

    public static byte[] Encode(int exitCode) => Encoding.ASCII.GetBytes(exitCode.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static int ExitCodeOf(byte[] body) => int.Parse(Encoding.ASCII.GetString(body), System.Globalization.CultureInfo.InvariantCulture);
}
