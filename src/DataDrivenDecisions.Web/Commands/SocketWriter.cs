using System.Text;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>A text writer whose words go to the other side of the service's socket.</summary>
sealed class SocketWriter(Stream stream, byte kind, SemaphoreSlim turn, CancellationToken stop) : TextWriter
{
    const int Enough = 8 * 1024;
    readonly StringBuilder _waiting = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_waiting)
        {
            _waiting.Append(value);
            if (value == '\n' && _waiting.Length > Enough || kind == SocketFrames.Err && value == '\n')
                Send();
        }
    }

    public override void Write(string? value)
    {
        lock (_waiting)
        {
            _waiting.Append(value);
            if (_waiting.Length > Enough || kind == SocketFrames.Err)
                Send();
        }
    }

    public override void Flush()
    {
        lock (_waiting)
            Send();
    }

    void Send()
    {
        if (_waiting.Length == 0)
            return;
        var body = Encoding.UTF8.GetBytes(_waiting.ToString());
        _waiting.Clear();
        turn.Wait(stop);
        try
        {
            SocketFrames.Write(stream, kind, body, stop).GetAwaiter().GetResult();
        }
        finally
        {
            turn.Release();
        }
    }
}
